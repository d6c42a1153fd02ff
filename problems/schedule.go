package problems

import (
	"fmt"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

const maxStatements = 5000 // of a schedule

// Schedule is what the sessions of a case do, in rounds. A round begins when the one before has come to rest: when each of
// its statements is done, or waits for a session that has nothing more to do in it. What waits goes on in the rounds to come.
type Schedule []Round

// Round is what sessions do at the same time; each session does its statements one after the other.
type Round struct {
	Statements map[int][]string // by the session's number, from 1
	// Shuffled says that one statement is begun at a time, when the others are done or wait, in an order that Seed decides.
	// Otherwise all sessions run freely.
	Shuffled bool
	Seed     int64
	// NeverWaits says that no statement of the round may be kept waiting by another session.
	NeverWaits bool
}

// Sessions are the numbers of the sessions that have statements, in order.
func (r Round) Sessions() []int {
	var all []int
	for n := range r.Statements {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}

// ScheduleOf reads the schedule of a case's input, for kind concurrent.
func (p *Problem) ScheduleOf(input value.Dict) (Schedule, error) {
	v, _ := input.Get("schedule")
	rounds, ok := v.(value.List)
	if !ok || len(rounds) == 0 {
		return nil, fmt.Errorf("schedule: expected a list of rounds, such as [{1: begin, 2: select 1}]")
	}
	var all Schedule
	total := 0
	for i, v := range rounds {
		r, err := p.Concurrency.round(v)
		if err != nil {
			return nil, fmt.Errorf("schedule: round %d: %w", i+1, err)
		}
		for _, statements := range r.Statements {
			total += len(statements)
		}
		all = append(all, r)
	}
	if total > maxStatements {
		return nil, fmt.Errorf("schedule: %d statements, and at most %d can be run", total, maxStatements)
	}
	return all, nil
}

func (c *Concurrency) round(v value.Value) (Round, error) {
	r := Round{Statements: map[int][]string{}, NeverWaits: c.NeverWaits}
	entries, ok := v.(value.Dict)
	if !ok {
		return r, fmt.Errorf("expected statements by session, such as {1: begin, 2: select 1}, got a %s", value.TypeName(v))
	}
	for _, e := range entries {
		var err error
		switch key := e.Key.(type) {
		case value.Int:
			if key < 1 || int(key) > int(c.Sessions) {
				return r, fmt.Errorf("session %d: sessions are numbered from 1 to %d", key, c.Sessions)
			}
			r.Statements[int(key)], err = statements(e.Value)
			if err != nil {
				err = fmt.Errorf("session %d: %w", key, err)
			}
		default:
			err = r.option(key, e.Value)
		}
		if err != nil {
			return r, err
		}
	}
	if len(r.Statements) == 0 {
		return r, fmt.Errorf("no session does anything in it")
	}
	return r, nil
}

// option reads what is no session of a round.
func (r *Round) option(key, v value.Value) error {
	switch name, _ := key.(value.Str); name {
	case "shuffle":
		seed, ok := v.(value.Int)
		if !ok {
			return fmt.Errorf("shuffle: expected a seed, which is an integer, got a %s", value.TypeName(v))
		}
		r.Shuffled, r.Seed = true, int64(seed)
	case "never_waits":
		b, ok := v.(value.Bool)
		if !ok {
			return fmt.Errorf("never_waits: expected true or false, got a %s", value.TypeName(v))
		}
		r.NeverWaits = bool(b)
	default:
		return fmt.Errorf("%s is neither a session's number nor shuffle nor never_waits", value.Python(key, 100))
	}
	return nil
}

// statements reads one statement, or a list of them.
func statements(v value.Value) ([]string, error) {
	list, ok := v.(value.List)
	if !ok {
		list = value.List{v}
	}
	var all []string
	for _, item := range list {
		s, ok := item.(value.Str)
		if !ok || strings.TrimSpace(string(s)) == "" || strings.ContainsRune(string(s), 0) {
			return nil, fmt.Errorf("expected a statement, got %s", value.Python(item, 100))
		}
		all = append(all, string(s))
	}
	return all, nil
}

// Table shows the schedule as a table of a case.
func (s Schedule) Table() value.Value {
	rows := value.List{}
	for i, r := range s {
		for _, n := range r.Sessions() {
			for _, statement := range r.Statements[n] {
				rows = append(rows, value.List{value.Int(i + 1), value.Int(n), value.Str(statement)})
			}
		}
	}
	columns := value.List{value.Str("round"), value.Str("session"), value.Str("statement")}
	return value.Dict{{Key: value.Str("columns"), Value: columns}, {Key: value.Str("rows"), Value: rows}}
}

// TablesOf gives the tables of a SQL case's input, by name.
func (p *Problem) TablesOf(input value.Dict) (value.Dict, error) {
	if p.Kind != Concurrent {
		return input, nil
	}
	v, _ := input.Get("tables")
	tables, ok := v.(value.Dict)
	if _, scheduled := input.Get("schedule"); !ok || !scheduled || len(input) != 2 {
		return nil, fmt.Errorf("the input of a concurrent problem's case is tables: and schedule:, each a mapping or a list")
	}
	return tables, nil
}
