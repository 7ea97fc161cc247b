package desk

import "samtal/core/conversation"

// Shows is the allow-list of the two projections. What is not listed reaches
// nobody's screen; nothing for staff ever reaches a customer.
func Shows(e conversation.Event, a Audience) bool {
	if a == ForStaff {
		return staffSees(e)
	}
	switch e := e.(type) {
	case conversation.Heard, conversation.Answered, conversation.Told, conversation.LanguageSet,
		conversation.MatterOpened, conversation.MatterReopened, conversation.Settled,
		conversation.TurnPromised, conversation.TurnEnded,
		conversation.WaitBegan, conversation.WaitEnded, conversation.SlotFreed, conversation.GivenToTeam,
		conversation.PlaceTaken, conversation.PromiseMoved, conversation.ModeChosen, conversation.MeanwhileSet,
		conversation.Accepted, conversation.ReturnedToLine, conversation.HandedBack, conversation.HandBackProposed,
		conversation.HandBackRefused, conversation.Withdrew,
		conversation.Consented, conversation.ConfirmRefused, conversation.ConfirmVoided, conversation.CodeAsked,
		conversation.ActIntended, conversation.ActRan, conversation.ActRejected, conversation.ActUncertain, conversation.ActParked:
		return true
	case conversation.ConfirmAsked:
		// the assistant's question is its Answered message; an expert's is the confirm itself
		return e.By == conversation.Expert
	}
	return false
}

func staffSees(e conversation.Event) bool {
	switch e.(type) {
	case conversation.Opened, conversation.LanguageAsked:
		return true
	}
	return conversation.Kind(e) != ""
}

// What names the change that a customer's screen is told of: it then reads the
// state once.
func What(kind string) string {
	switch kind {
	case "place_taken", "mode_chosen", "meanwhile_set", "accepted", "returned_to_line", "handed_back",
		"hand_back_proposed", "hand_back_refused", "withdrew", "slot_freed", "given_to_team":
		return "place"
	case "promise_moved", "wait_began", "wait_ended", "turn_promised", "turn_ended":
		return "promise"
	case "act_intended", "act_ran", "act_rejected", "act_uncertain", "act_parked", "consented", "confirm_refused",
		"confirm_voided", "code_asked":
		return "act"
	case "language_set":
		return "language"
	}
	return "matter"
}

// IsMessage: kinds that a screen shows as a message.
func IsMessage(kind string) bool {
	switch kind {
	case "heard", "answered", "told", "confirm_asked":
		return true
	}
	return false
}
