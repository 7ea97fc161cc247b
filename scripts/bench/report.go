package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"samtal/simulate/outside"
)

// report gathers the page docs/bench.md.
type report struct {
	strings.Builder
	notes []string
}

func (b *report) line(format string, args ...any) {
	fmt.Fprintf(b, format+"\n", args...)
}

func (b *report) note(format string, args ...any) {
	log.Printf(format, args...)
	b.line("\n> "+format+"\n", args...)
}

func (b *report) head(bin, database string, each time.Duration) {
	store := "SQLite, synchronous=FULL"
	if database != "" {
		store = "PostgreSQL, synchronous_commit=on"
	}
	rev, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		rev = []byte("unknown")
	}
	b.line("# Benchmarks\n")
	b.line("Written by `make bench` on %s, revision %s. Store: %s. Each load lasted %v.", time.Now().UTC().Format("2006-01-02 15:04 MST"), bytes.TrimSpace(rev), store, each)
	b.line("Machine: %s, %d cores, %s, %s. The load runs on the same cores as the server and its back office.\n", processor(), runtime.NumCPU(), runtime.GOOS+"/"+runtime.GOARCH, runtime.Version())
	b.line("Mix A: 50%% cause a tool call, 30%% articles, 10%% ask for a person, 10%% small talk. Mix B: 65%% articles, 20%% small talk, 15%% ask for a person; nothing is looked up, as the column of tool calls tells. Messages are drawn from %d texts with varied openings and ends; "+
		"a conversation holds %d messages, then the customer opens another (opening is not counted, but costs). Answered: the first word of assistant or system on the customer's WebSocket, after the message was durably stored.\n",
		texts(), perTalk)
	if info, err := os.Stat(bin); err == nil {
		b.line("Binary: %.1f MB. Widget to the first conversation: %s.\n", float64(info.Size())/1e6, widget(filepath.Join("web", "dist")))
	}
}

// widget adds up what a browser downloads until the first conversation.
func widget(dist string) string {
	total := 0
	for _, pattern := range []string{"widget.js", "assets/w-main-*.js", "assets/w-sv-*.js"} {
		files, err := filepath.Glob(filepath.Join(dist, pattern))
		if err != nil || len(files) == 0 {
			return "not built"
		}
		body, err := os.ReadFile(files[0])
		if err != nil {
			return err.Error()
		}
		var z bytes.Buffer
		w := gzip.NewWriter(&z)
		if _, err := w.Write(body); err != nil {
			return err.Error()
		}
		if err := w.Close(); err != nil {
			return err.Error()
		}
		total += z.Len()
	}
	return fmt.Sprintf("%.1f kB gzipped (budget 35 kB = 35,840 B; this is %d B)", float64(total)/1024, total)
}

func (b *report) start(first, second time.Duration) {
	b.line("From start to ready: first start %d ms (seeds 2,000 customers and two years of history), second start %d ms.\n", first.Milliseconds(), second.Milliseconds())
}

func (b *report) memory(before, after int64, n int) {
	b.line("Memory: %.1f MB resident before, %.1f MB with %d connected customers who each opened a conversation: %.1f kB a customer.\n",
		float64(before)/1e6, float64(after)/1e6, n, float64(after-before)/float64(n)/1e3)
}

func (b *report) flow(name string, took []time.Duration) {
	slices.Sort(took)
	b.line("| %s | %d | %s | %s |", name, len(took), ms(took[len(took)/2]), ms(took[len(took)-1]))
}

// measured runs one load and writes its row.
func (b *report) measured(p *outside.Program, s *outside.Server, load func() figures, mix string, talking int) figures {
	calls, before := toolCalls(s), spent(p.Pid())
	f := load()
	calls, used := toolCalls(s)-calls, spent(p.Pid()).since(before)
	secs := f.Took.Seconds()
	b.line("| %s | %d | %d | %.0f | %.0f | %s | %s | %d | %.2f ms | %.0f%% | %.0f%% |", mix, talking, connected, f.rate(), calls/secs, ms(f.at(.5)), ms(f.at(.99)), f.Failed,
		1000*used.server.Seconds()/float64(max(1, f.Sent)), 100*(used.server+used.office).Seconds()/secs, 100*used.load.Seconds()/secs)
	log.Printf("mix %s, %d talking: %.0f/s, p50 %s, p99 %s, failed %d", mix, talking, f.rate(), ms(f.at(.5)), ms(f.at(.99)), f.Failed)
	return f
}

func ms(d time.Duration) string {
	if d < 10*time.Millisecond {
		return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}

// toolCalls reads the server's own counter.
func toolCalls(s *outside.Server) (n float64) {
	req, err := http.NewRequestWithContext(context.Background(), "GET", s.Base+"/metrics", nil)
	if err != nil {
		return 0
	}
	res, err := s.HTTP.Do(req)
	if err != nil {
		return 0
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), " ")
		if strings.HasPrefix(name, "samtal_tool_calls_total") && !strings.Contains(name, `"letters"`) { // the post asks every second, whoever writes
			v, _ := strconv.ParseFloat(value, 64) // the exposition format has nothing else there
			n += v
		}
	}
	_, _ = io.Copy(io.Discard, res.Body)
	return n
}

// family lists a process and its children.
func family(pid int) []int {
	out := []int{pid}
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // only a bad pattern fails
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		for _, w := range strings.Fields(string(b)) {
			if n, err := strconv.Atoi(w); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}

// used is the processor time of the server and its back office so far.
func used(pid int) time.Duration {
	t := spent(pid)
	return t.server + t.office
}

// usedBy is that of one process, in the kernel's ticks of 10 ms.
func usedBy(pid int) (d time.Duration) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	for _, f := range fields[11:13] {
		n, _ := strconv.Atoi(f) // the kernel writes numbers
		d += time.Duration(n) * 10 * time.Millisecond
	}
	return d
}

func own() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is the memory of the server alone, in bytes.
func resident(pid int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	pages, _ := strconv.ParseInt(strings.Fields(string(b))[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// quietly waits until the server has nothing left to do.
func quietly(pid int) {
	for last := used(pid); ; {
		time.Sleep(time.Second)
		now := used(pid)
		if now-last < 50*time.Millisecond {
			return
		}
		last = now
	}
}

func processor() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	for l := range strings.SplitSeq(string(b), "\n") {
		if name, ok := strings.CutPrefix(l, "model name"); ok {
			return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), ":"))
		}
	}
	return "unknown processor"
}
