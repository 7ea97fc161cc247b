package bank

import (
	"samtal/core/identity"
)

// arg is one argument of a tool. Type is a slot type of the flow language.
type arg struct {
	name, kind string
	required   bool
	choices    []string
}

// tool is one thing that the bank offers.
type tool struct {
	name    string
	class   identity.Class
	visitor bool // may be called without a customer
	staff   bool // may only be called without a customer: never from a flow
	about   string
	args    []arg
	run     func(*call) (any, error)
}

func must(name, kind string, choices ...string) arg { return arg{name, kind, true, choices} }
func may(name, kind string, choices ...string) arg  { return arg{name, kind, false, choices} }

// codedActs are the acts that the bank sends codes for.
var codedActs = []string{"pay_invoice", "update_contact", "unblock_payment", "refund_goodwill"}

// tools is everything that the bank offers; content/tools.yaml is Samtal's
// view of the same table and a test holds the two together.
func tools() []tool {
	return []tool{
		{name: "find_customer", class: identity.Look, about: "The verified customer's own file: name, language, masked contact details, address and the last move.",
			args: []arg{may("email", "text"), may("phone", "text")}, run: (*call).findCustomer},
		{name: "list_purchases", class: identity.Look, about: "Purchases that the customer made, newest first.",
			args: []arg{may("days", "number"), may("merchant", "text")}, run: (*call).listPurchases},
		{name: "purchase", class: identity.Look, about: "One purchase or card payment: the shop behind the name, where and how it was paid, which card.",
			args: []arg{may("purchase", "reference"), may("payment", "reference")}, run: (*call).purchase},
		{name: "list_invoices", class: identity.Look, about: "Invoices, the one that is due first at the top.",
			args: []arg{may("state", "choice", "open", "overdue", "paid", "all")}, run: (*call).listInvoices},
		{name: "invoice", class: identity.Look, about: "One invoice by its id, number or payment reference.",
			args: []arg{must("invoice", "reference")}, run: (*call).invoice},
		{name: "quote_extension", class: identity.Look, about: "May this invoice be paid later, until when, and what does it cost? Changes nothing.",
			args: []arg{must("invoice", "reference"), must("date", "date")}, run: (*call).quoteExtension},
		{name: "extend_due_date", class: identity.Act, about: "Moves the due date as quoted.",
			args: []arg{must("quote", "reference")}, run: (*call).extendDueDate},
		{name: "quote_plan", class: identity.Look, about: "What would it cost to pay in instalments, or to change a plan? Changes nothing.",
			args: []arg{may("invoice", "reference"), may("plan", "reference"), may("months", "number"), may("day", "number")}, run: (*call).quotePlan},
		{name: "change_payment_plan", class: identity.Act, about: "Starts or changes an instalment plan as quoted.",
			args: []arg{must("quote", "reference")}, run: (*call).changePlan},
		{name: "pay_invoice", class: identity.Move, about: "Pays an invoice from the customer's bank account; needs a code bound to amount and invoice.",
			args: []arg{must("invoice", "reference"), may("amount", "money"), must("code", "text")}, run: (*call).payInvoice},
		{name: "refund_status", class: identity.Look, about: "Refunds with their steps.",
			args: []arg{may("purchase", "reference")}, run: (*call).refundStatus},
		{name: "report_return", class: identity.Act, about: "Reports that a purchase was sent back; pauses its invoice.",
			args: []arg{must("purchase", "reference"), may("reason", "text")}, run: (*call).reportReturn},
		{name: "list_cards", class: identity.Look, about: "The customer's cards, all or those in one state.",
			args: []arg{may("state", "choice", "active", "frozen", "all")}, run: (*call).listCards},
		{name: "freeze_card", class: identity.Protect, about: "Stops payments with a card at once. It can be undone.",
			args: []arg{must("card", "reference"), may("reason", "text")}, run: (*call).freezeCard},
		{name: "unfreeze_card", class: identity.Act, about: "Opens a frozen card again.",
			args: []arg{must("card", "reference")}, run: (*call).unfreezeCard},
		{name: "open_case", class: identity.Protect, visitor: true, about: "Registers a matter that people must decide. A relative may report a death without signing in.",
			args: []arg{must("topic", "choice", caseTopics...), must("text", "text"), may("about", "reference"), may("contact", "text")}, run: (*call).openCase},
		{name: "send_code", class: identity.Protect, about: "Sends a code to the customer's registered e-mail, bound to one act, amount and payee.",
			args: []arg{must("for", "choice", codedActs...), may("amount", "money"), must("payee", "text")}, run: (*call).sendCode},
		{name: "check_code", class: identity.Look, about: "Is this code right for the act? Does not use it up; a wrong one counts.",
			args: []arg{must("for", "choice", codedActs...), must("code", "text"), may("amount", "money"), may("payee", "text")}, run: (*call).checkCode},
		{name: "update_contact", class: identity.Act, about: "Changes e-mail, phone or address; needs a code sent to the old e-mail and bound to the new value.",
			args: []arg{must("field", "choice", "email", "phone", "address"), must("value", "text"), must("code", "text")}, run: (*call).updateContact},
		{name: "send_invoice_copy", class: identity.Protect, about: "Mails a copy of an invoice to the registered e-mail.",
			args: []arg{must("invoice", "reference")}, run: (*call).sendInvoiceCopy},
		{name: "payment_received", class: identity.Look, about: "Has a payment for this invoice, or of this amount, arrived?",
			args: []arg{may("invoice", "reference"), may("amount", "money"), may("days", "number")}, run: (*call).paymentReceived},
		{name: "list_transactions", class: identity.Look, about: "Card payments, newest first.",
			args: []arg{may("days", "number")}, run: (*call).listTransactions},
		{name: "blocked_payment", class: identity.Look, about: "Card payments that were stopped or are held, and why.",
			args: []arg{may("payment", "reference")}, run: (*call).blockedPayment},
		{name: "reset_sign_in", class: identity.Protect, visitor: true, about: "Mails a link for a new sign-in. Says the same whether or not the address is known.",
			args: []arg{may("email", "text")}, run: (*call).resetSignIn},
		{name: "waive_fee", class: identity.Act, about: "An expert's: takes away a fee on an invoice, all or part of it.",
			args: []arg{must("invoice", "reference"), must("amount", "money"), may("reason", "text")}, run: (*call).waiveFee},
		{name: "goodwill_credit", class: identity.Act, about: "An expert's: lowers an unpaid invoice.",
			args: []arg{must("invoice", "reference"), must("amount", "money"), may("reason", "text")}, run: (*call).goodwillCredit},
		{name: "pause_invoice", class: identity.Act, about: "An expert's: lets an invoice wait, without fees or reminders.",
			args: []arg{must("invoice", "reference"), must("days", "number")}, run: (*call).pauseInvoice},
		{name: "pause_reminders", class: identity.Act, about: "An expert's: no letters about money for some days.",
			args: []arg{must("days", "number")}, run: (*call).pauseReminders},
		{name: "unblock_payment", class: identity.Move, about: "An expert's: lets a held card payment go; needs a code bound to amount and payment.",
			args: []arg{must("payment", "reference"), must("amount", "money"), must("code", "text")}, run: (*call).unblockPayment},
		{name: "reopen_plan", class: identity.Act, about: "An expert's: spreads what is left of an invoice over months anew, without a fee, also where the rule says no.",
			args: []arg{must("invoice", "reference"), must("months", "number"), may("day", "number")}, run: (*call).reopenPlan},
		{name: "refund_goodwill", class: identity.Move, about: "An expert's: pays part of a purchase back to the account on file; needs a code bound to amount and purchase.",
			args: []arg{must("purchase", "reference"), must("amount", "money"), may("reason", "text"), must("code", "text")}, run: (*call).refundGoodwill},
		{name: "letters", class: identity.Look, staff: true, about: "For the demo's mailbox and staff only: letters sent after a given one.",
			args: []arg{may("after", "number"), may("limit", "number")}, run: (*call).letters},
	}
}
