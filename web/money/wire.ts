// What /api/v1/me/money answers with (edge/server/money.go). Sums are decimals
// as text: figures come from the server and are only written, never worked out.
export interface Notice { title: string; points: string[]; basis: string; on: string }
export interface State { on: boolean; anew: boolean; text: Notice; version: string; accounts: number }
export interface Amount { minor: number; currency: string }
export interface Item { date: string; what: string; amount: Amount; source: 'recurring' | 'instalment' | 'invoice' | 'goal' }
export interface Account { id: string; name: string; last: string; currency: string; transactions: number; balance: string | null; as_of?: string; savings: boolean }
export interface Safe { currency: string; amount: string | null; balance: string | null; why_text?: string; until?: string; items: Item[] }
export interface Month { month: string; currency: string; in: string; out: string }
export interface Point { date: string; mid: number; low: number; high: number }
export interface Forecast { currency: string; why?: string; points: Point[]; lowest?: Point }
export interface Finding { code: string; do: string; text: string; to_do: string; ids: string[]; advice: { name: string; web: string }[] }
export interface Series { shop: string; every: string; amount: string; per_year: string; next?: string; rows: string[]; rose?: string }
export interface Alert { code: 'at_80' | 'at_100' | 'overshoot'; day: string }
export interface Budget { category: string; name: string; currency: string; kind: 'monthly' | 'envelope' | 'sinking'; amount: string; rollover: boolean; due?: string; limit: string; carried: string; spent: string; left: string; need: string; alerts: Alert[] }
export interface Goal { name: string; currency: string; amount: string; saved: string; by: string; left: string; monthly: string; months: number; reached: boolean; late: boolean }
export interface Report {
  today: string; accounts: Account[]; counts: { transactions: number; transfers: number; unsure: number }; sums: { currency: string }[]; recurring: Series[]; safe_to_spend: Safe[]; forecast: Forecast[];
  findings: Finding[]; months: Month[]; upcoming: (Item & { sum: string })[]; budgets: Budget[]; goals: Goal[]; not_owed: boolean;
}
export interface Label { category: string; p: number; why: { code: string; what?: string }; best?: string }
export interface Row { id: string; date: string; text: string; shop: string; sum: string; amount: Amount; name: string; best_name?: string; label: Label; pending?: boolean; transfer?: boolean }
export interface Review {
  month: string; over: boolean; currencies: { currency: string; in: string; out: string; net: string; before: string | null; usual: string | null }[];
  categories: { category: string; name: string; currency: string; out: string; transactions: number; before: string | null }[]; biggest: Row[]; findings: Finding[]; unsure: number;
}
export interface Category { id: string; parent?: string; name: string; kind?: string }
export interface Pair { state: 'proposed' | 'kept' | 'apart'; days: number; from: Row; to: Row }
export interface Query { measure: string; category?: string; shop?: string; account?: string; period: { from: string; to: string } }
export interface Figure { money: Amount; count: number; ids: string[]; row?: { id: string } }
export interface Answer { query?: Query; figures: Figure[]; lines: { what: string; money: Amount; date?: string; ids?: string[] }[]; text: string; examples?: string[] }
export interface Mapping { header: string; delimiter: string; columns: Record<string, number>; dates: string; unsure?: boolean; decimal: string; currency?: string; [more: string]: unknown }
export interface Preview {
  kept: boolean; format: string; currency: string; rows: number; pending: number; added: number; from: string; to: string; sum: string | null;
  accounts: { name: string; last: string; currency: string }[]; first: { date: string; text: string; sum: string; pending: boolean; balance: string | null }[]; warnings: string[]; mapping: Mapping | null; remembered: boolean;
}
/** Which rows a figure opens. */
export interface Narrow { from?: string; to?: string; category?: string; shop?: string; account?: string; way?: 'out' | 'in'; ids?: string; unsure?: boolean; q?: string }
