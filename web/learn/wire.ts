// What goes over the wire for lessons and applications (OpenAPI: learn, applications).
export interface Question { ask: string; options: string[] }
export interface Quiz { least: number; questions: Question[] }
export interface Score { right: number; of: number; tries: number; passed: boolean }
export interface Answered extends Score { wrong: { question: number; why: string }[] }
export interface Scripted { id: string; title: string; name: string; topic: string; level: number; best: Record<string, number>; open: string; open_language: string }
export type Mood = 'calm' | 'worried' | 'upset' | 'angry';
export interface Line { from: 'customer' | 'me' | 'system'; text: string; mood?: Mood; at: string }
export interface Mark { name: string; title: string; points: number; of: number; passed: boolean; says: string[] }
export interface Practice {
  id: string; customer: string; title: string; name: string; topic: string; language: string; mood: Mood; lines: Line[];
  facts: { label: string; value: string }[]; tools: { tool: string; title: string; used: boolean }[]; back_by: string | null; ended: string;
  result: { points: number; passed: boolean; goal: string; marks: Mark[]; good: string[] } | null;
}
export interface Other { day: number; from: string; to: string }
export interface Application {
  id: string; market: string; language: string; name: string; working_name: string; email: string; state: 'open' | 'ready' | 'admitted' | 'refused' | 'withdrawn';
  step: 'facts' | 'language' | 'quiz' | 'practice' | 'lead' | 'done'; facts: { born: string; student: string; other?: { day: number; from: number; to: number }[] } | null;
  languages: (Score & { language: string })[]; quiz: Score; practices: { customer: string; title: string; language: string; points: number; level: number }[]; practices_needed: number;
  decision: { by: 'rules' | 'lead'; reason: string; says: string[]; note: string } | null;
  appeal: { text: string; answered: boolean; upheld: boolean; note: string } | null;
  skills: { topic: string; title: string; language: string; level: number }[]; began_at: string; changed_at: string;
}
export interface LeadApplication extends Application { expert: string; waits: boolean; decided_by: string; topics: { topic: string; title: string; least: number }[] }
export interface Hiring { market: string; company: string; languages: string[]; age: number; students: { kind: string; most_seconds: number; authorised: boolean }[]; practices: number; quiz: number }
export interface LanguageCheck { language: string; text: string; questions: Question[]; write: string; words: number }
