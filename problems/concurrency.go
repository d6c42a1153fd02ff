package problems

import (
	"fmt"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases"
)

// Concurrency is what a problem of kind concurrent declares for all of its cases.
type Concurrency struct {
	// Sessions is how many sessions a schedule may use at the most; 8 where it is left out.
	Sessions testcases.Int `yaml:"sessions"`
	// Retry are the SQLSTATEs after which a client makes its call, or its whole transaction, again.
	Retry []string `yaml:"retry"`
	// NeverWaits says that no call may be kept waiting by another session, in no round.
	NeverWaits bool `yaml:"never_waits"`
}

// A server of ours takes 20 connections, some of which are the judge's.
const (
	defaultSessions = 8
	maxSessions     = 12
)

// The tables that the answer to a concurrent problem's case has beside those of its probes.
const (
	ResultsTable = "results" // what the calls gave: round, result
	ErrorsTable  = "errors"  // errors that reached a client: round, session, statement, error
	WaitsTable   = "waits"   // calls that waited for another session where none may: round, session, statement
)

// Answers are the tables that an answer to a case consists of, where it is more than one.
func (p *Problem) Answers() []Probe {
	if p.Kind != Concurrent {
		return p.Probes
	}
	all := slices.Clone(p.Probes)
	for _, name := range []string{ResultsTable, ErrorsTable, WaitsTable} {
		all = append(all, Probe{Name: name})
	}
	return all
}

func (c *Concurrency) mistakes(probes []Probe) []mistake {
	var all []mistake
	for _, p := range probes {
		reserved := slices.Contains([]string{ResultsTable, ErrorsTable, WaitsTable}, p.Name)
		all = append(all, when(reserved, "probes", fmt.Sprintf("%s is the name of a table that every answer has", p.Name)))
	}
	if c == nil {
		return all
	}
	all = append(all, when(c.Sessions < 0 || c.Sessions > maxSessions, "concurrency.sessions", fmt.Sprintf("is from 1 to %d", maxSessions)))
	for _, code := range c.Retry {
		ok := len(code) == 5 && strings.Trim(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
		all = append(all, when(!ok, "concurrency.retry", fmt.Sprintf(`%q is no SQLSTATE; they are strings such as "40001"`, code)))
	}
	return all
}

// concurrency completes what a problem declares.
func (f *problemFile) concurrency() Concurrency {
	var c Concurrency
	if f.Concurrency != nil {
		c = *f.Concurrency
	}
	if c.Sessions == 0 && f.Kind == Concurrent {
		c.Sessions = defaultSessions
	}
	return c
}
