// Command mutants removes the protections one by one and shows which test
// notices. A protection that nothing tests is a sentence in a document.
//
//	go run ./scripts/mutants             the curated list, then a sample of the automatic ones
//	go run ./scripts/mutants -all core/conversation
//	go run ./scripts/mutants -list       whether the curated list still fits the code; runs no test
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"time"
)

func main() {
	all := flag.String("all", "", "try every automatic mutation of this package, such as core/conversation, or as many as -sample says")
	sample := flag.Int("sample", 100, "automatic mutations to try in each package; 0 tries the curated list only")
	seed := flag.Uint64("seed", 1, "which sample")
	at := flag.Int("at", runtime.GOMAXPROCS(0), "mutations to try at a time")
	list := flag.Bool("list", false, "build the curated mutations without trying them")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "mutants: unknown argument", flag.Arg(0))
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	start := time.Now()
	t, err := newTester(ctx, *at)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
	defer t.close()
	ok := true
	if *list {
		ok = t.list()
	} else if *all != "" {
		n := 0
		flag.Visit(func(f *flag.Flag) {
			if f.Name == "sample" {
				n = *sample
			}
		})
		ok = t.automatic(*all, n, *seed)
	} else {
		ok = t.curated()
		for _, pkg := range []string{"core/conversation", "core/flow"} {
			if *sample > 0 {
				ok = t.automatic(pkg, *sample, *seed) && ok
			}
		}
	}
	fmt.Printf("%s\n", time.Since(start).Round(time.Second))
	t.close()
	if !ok {
		os.Exit(1)
	}
}
