package realtime_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// idleMost is what an idle connected customer may cost (issue 2).
const idleMost = 35 << 10

// TestAnIdleCustomerIsCheap measures this process, the server; the customers
// sit in a child, so that their memory is not counted.
func TestAnIdleCustomerIsCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("opens 1,000 connections; run without -short")
	}
	const customers = 1000
	if url := os.Getenv("SAMTAL_TEST_CUSTOMERS_OF"); url != "" {
		sit(t, url)
		return
	}
	n := newWorld(t).add(false)
	n.connect(signed("c-0")).subscribe("c:"+n.begin("c-0"), "") // what the first one costs is not theirs
	var all strings.Builder
	for i := 1; i <= customers; i++ {
		customer := fmt.Sprint("c-", i)
		fmt.Fprintln(&all, customer, n.begin(customer))
	}
	before := resident(t)
	child := exec.Command(os.Args[0], "-test.run", "^TestAnIdleCustomerIsCheap$")
	child.Env = append(os.Environ(), "SAMTAL_TEST_CUSTOMERS_OF="+n.web.URL)
	out, err := child.StdoutPipe()
	n.must(err)
	in, err := child.StdinPipe()
	n.must(err)
	child.Stderr = os.Stderr
	n.must(child.Start())
	_, err = io.WriteString(in, all.String())
	n.must(err)
	_, err = fmt.Fprintln(in, "end end")
	n.must(err)
	var ready string
	if _, err := fmt.Fscanln(out, &ready); err != nil || ready != "ready" {
		rest, _ := io.ReadAll(out)
		t.Fatalf("customers: %q %v %s", ready, err, rest)
	}
	if got := n.live.Connections(); got != customers+1 {
		t.Fatalf("%d connections", got)
	}
	each := (resident(t) - before) / customers
	n.must(in.Close())
	n.must(child.Wait())
	t.Logf("%d bytes for each idle customer, by the process's own size", each)
	if each > idleMost {
		t.Errorf("an idle customer costs %d bytes, most %d", each, idleMost)
	}
}

// sit connects the customers that stdin names, says so, and stays until stdin closes.
func sit(t *testing.T, url string) {
	var customer, id string
	in := bufio.NewReader(os.Stdin)
	for {
		if _, err := fmt.Fscanln(in, &customer, &id); err != nil {
			t.Fatal(err)
		}
		if id == "end" {
			break
		}
		ws, _, err := websocket.Dial(context.Background(), url, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := &screen{t: t, ws: ws, next: 1}
		s.send(`{"id":1,"connect":{"token":%q}}`, signed(customer))
		if f := s.subscribe("c:"+id, ""); f.Subscribe == nil {
			t.Fatalf("%+v", f)
		}
	}
	fmt.Println("ready")
	_, _ = io.Copy(io.Discard, in) // the parent closes it
}

// resident is the size after what can be given back was.
func resident(t *testing.T) int {
	debug.FreeOSMemory()
	raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(os.Getpid()), "statm"))
	if err != nil {
		t.Skipf("this system (%s) does not say how large a process is: %v", runtime.GOOS, err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(raw))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
