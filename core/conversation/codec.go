package conversation

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Schema is the version that new events are written with. A golden log of
// every version replays for ever; a change of shape raises it and adds a reader.
const Schema = 1

// kinds name the events and effects in the record. A name, once stored, is
// never given to another type.
var kinds = map[string]any{
	"opened":             Opened{},
	"language_set":       LanguageSet{},
	"language_asked":     LanguageAsked{},
	"heard":              Heard{},
	"matter_opened":      MatterOpened{},
	"matter_reopened":    MatterReopened{},
	"due_set":            DueSet{},
	"settled":            Settled{},
	"turn_promised":      TurnPromised{},
	"turn_ended":         TurnEnded{},
	"answered":           Answered{},
	"suggested":          Suggested{},
	"draft_dropped":      DraftDropped{},
	"flow_moved":         FlowMoved{},
	"informed":           Informed{},
	"place_taken":        PlaceTaken{},
	"person_wished":      PersonWished{},
	"sensitive_found":    SensitiveFound{},
	"promise_moved":      PromiseMoved{},
	"wait_began":         WaitBegan{},
	"wait_ended":         WaitEnded{},
	"slot_freed":         SlotFreed{},
	"given_to_team":      GivenToTeam{},
	"escalated":          Escalated{},
	"mode_chosen":        ModeChosen{},
	"meanwhile_set":      MeanwhileSet{},
	"offer_made":         OfferMade{},
	"offer_ended":        OfferEnded{},
	"accepted":           Accepted{},
	"expert_gone":        ExpertGone{},
	"expert_back":        ExpertBack{},
	"pushed":             Pushed{},
	"returned_to_line":   ReturnedToLine{},
	"hand_back_proposed": HandBackProposed{},
	"hand_back_refused":  HandBackRefused{},
	"handed_back":        HandedBack{},
	"withdrew":           Withdrew{},
	"confirm_asked":      ConfirmAsked{},
	"consented":          Consented{},
	"confirm_refused":    ConfirmRefused{},
	"confirm_voided":     ConfirmVoided{},
	"code_asked":         CodeAsked{},
	"code_failed":        CodeFailed{},
	"act_intended":       ActIntended{},
	"act_ran":            ActRan{},
	"act_rejected":       ActRejected{},
	"act_uncertain":      ActUncertain{},
	"act_parked":         ActParked{},
	"told":               Told{},
	"nudged":             Nudged{},
	"noted":              Noted{},
	"looked":             Looked{},
	"corrected":          Corrected{},
	"rated":              Rated{},
	"ask_assistant":      AskAssistant{},
	"call_expert":        CallExpert{},
	"tell_expert":        TellExpert{},
	"tell_lead":          TellLead{},
	"tell_customer":      TellCustomer{},
	"run_act":            RunAct{},
	"send_code":          SendCode{},
	"check_code":         CheckCode{},
}

var kindOf = func() map[reflect.Type]string {
	m := make(map[reflect.Type]string, len(kinds))
	for k, v := range kinds {
		m[reflect.TypeOf(v)] = k
	}
	return m
}()

// Kind returns the stored name of an event or effect; "" for one it does not know.
func Kind(v any) string { return kindOf[reflect.TypeOf(v)] }

// Encode writes an event or effect as JSON.
func Encode(v any) (kind string, body []byte, err error) {
	if kind = Kind(v); kind == "" {
		return "", nil, fmt.Errorf("conversation: %T has no stored name", v)
	}
	body, err = json.Marshal(v)
	return kind, body, err
}

// DecodeEvent reads a stored event of a schema version up to Schema.
func DecodeEvent(kind string, schema int, body []byte) (Event, error) {
	return decode[Event](kind, schema, body)
}

// DecodeEffect reads a stored effect.
func DecodeEffect(kind string, schema int, body []byte) (Effect, error) {
	return decode[Effect](kind, schema, body)
}

func decode[T any](kind string, schema int, body []byte) (T, error) {
	var none T
	if schema > Schema {
		return none, fmt.Errorf("conversation: %s was written by a newer Samtal (schema %d); update this one", kind, schema)
	}
	zero, ok := kinds[kind]
	if !ok {
		return none, fmt.Errorf("conversation: unknown kind %q in the record", kind)
	}
	v := reflect.New(reflect.TypeOf(zero))
	if err := json.Unmarshal(body, v.Interface()); err != nil {
		return none, fmt.Errorf("conversation: %s: %w", kind, err)
	}
	t, ok := v.Elem().Interface().(T)
	if !ok {
		return none, fmt.Errorf("conversation: %s is of the other kind", kind)
	}
	return t, nil
}
