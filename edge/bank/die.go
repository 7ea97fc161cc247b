package bank

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// DieEnv names the environment variable that places a crash for tests:
// before_effect:TOOL:N or after_effect:TOOL:N kills the process at the N-th
// call of that tool, once for the life of the data folder: the restarted
// process, which inherits the variable, does not die again.
const DieEnv = "SAMTAL_BANK_DIE"

// crash is a crash that a test has placed; the zero crash never happens.
type crash struct {
	point, tool string
	n           int
}

func parseCrash(s string) (crash, error) {
	if s == "" {
		return crash{}, nil
	}
	p := strings.Split(s, ":")
	if len(p) == 3 && (p[0] == "before_effect" || p[0] == "after_effect") {
		if n, err := strconv.Atoi(p[2]); err == nil && n > 0 {
			return crash{p[0], p[1], n}, nil
		}
	}
	return crash{}, fmt.Errorf("bank: %s=%q: want before_effect:TOOL:N or after_effect:TOOL:N", DieEnv, s)
}

// maybe counts the call durably and, at the N-th, kills the process the hard
// way: no deferred work runs, as with a power cut.
func (d crash) maybe(ctx context.Context, s *store, point, tool string) error {
	if d.point != point || d.tool != tool {
		return nil
	}
	var n int
	err := s.write.QueryRowContext(ctx, `INSERT INTO meta(name,value) VALUES($1,1) ON CONFLICT(name) DO UPDATE SET value=value+1 RETURNING CAST(value AS INTEGER)`,
		"die:"+point+":"+tool).Scan(&n)
	if err != nil || n != d.n {
		return err
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	if err := self.Kill(); err != nil {
		return err
	}
	select {} // the signal is on its way
}
