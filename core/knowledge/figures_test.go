package knowledge

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The quick ways must find what the patterns find, or the grounding check
// would let an invented figure through.
func TestTypedValuesAreReadAsThePatternsReadThem(t *testing.T) {
	for _, text := range []string{"649.00 SEK", "0.00 SEK", "12.50 GBP", "2026-11-25", "007.00 SEK", "5.00 NOK", "1234-56-78", "10000.00 SEK", ".50 SEK"} {
		slow := FiguresIn(" " + text) // the space keeps it from the quick way
		if diff := cmp.Diff(slow, FiguresIn(text)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestEveryFigureHasAStem(t *testing.T) {
	for text, kind := range map[string]string{
		"den 3 december": FigureDate, "on March 3rd": FigureDate, "3:e MAJ": FigureDate, "SEK 99": FigureAmount, "£5": FigureAmount, "99 kronor": FigureAmount, "7 dollars": FigureAmount,
		"8,5 procent": FigurePercent, "8%": FigurePercent, "3 per cent": FigurePercent, "klockan 08:00": FigureTime, "14 dagar": FigureDuration, "15 bankdagar": FigureDuration,
		"6 MONTHS": FigureDuration, "2 år": FigureDuration, "20 sekunder": FigureDuration, "5 minuter": FigureDuration, "3 timmar": FigureDuration, "1 dygn": FigureDuration, "90101": FigureNumber,
	} {
		got := FiguresIn(text)
		if len(got) == 0 || got[0].Kind != kind {
			t.Errorf("%q: %v, want %s", text, got, kind)
		}
	}
	if FiguresIn(strings.Repeat("inga siffror här ", 10)) != nil {
		t.Error("a figure where there is none")
	}
}
