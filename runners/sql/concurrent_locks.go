package sql

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// held is what the sessions that are in the middle of a statement wait for, as the server saw them one after the other.
type held struct {
	blockers map[uint32][]uint32 // by process
	waits    string              // which waits these are: the same text is the same waits
}

// locks asks which sessions wait for which.
func (g *stage) locks(ctx context.Context) (held, error) {
	const ask = `select pid, pg_blocking_pids(pid),
		coalesce((select string_agg(l::text, ' ' order by l::text) from pg_locks l where l.pid = p.pid and not granted), '')
		from unnest($1::int4[]) p(pid) order by pid`
	h := held{blockers: map[uint32][]uint32{}}
	pids := []int32{}
	for _, c := range g.clients {
		if c.flying {
			pids = append(pids, int32(c.pid))
		}
	}
	rows, err := g.admin.Query(ctx, ask, pids)
	if err != nil {
		return h, fmt.Errorf("ask which sessions wait: %w", cause(ctx, err))
	}
	defer rows.Close()
	var text strings.Builder
	for rows.Next() {
		var (
			pid      int32
			blockers []int32
			waits    string
		)
		if err := rows.Scan(&pid, &blockers, &waits); err != nil {
			return h, fmt.Errorf("ask which sessions wait: %w", err)
		}
		slices.Sort(blockers)
		for _, b := range blockers {
			h.blockers[uint32(pid)] = append(h.blockers[uint32(pid)], uint32(b))
		}
		fmt.Fprintln(&text, pid, blockers, waits)
	}
	h.waits = text.String()
	if err := rows.Err(); err != nil {
		return h, fmt.Errorf("ask which sessions wait: %w", cause(ctx, err))
	}
	return h, nil
}

// atRest says that none of the busy sessions can go on before one of the idle ones does something: each waits, and what it
// waits for comes down to idle sessions alone. A circle is none of that, for the server ends it by itself.
func (h held) atRest(busy, idle []uint32) bool {
	stays := map[uint32]bool{}
	for _, pid := range idle {
		stays[pid] = true
	}
	for left := slices.Clone(busy); len(left) > 0; {
		rest := slices.DeleteFunc(slices.Clone(left), func(pid uint32) bool {
			for _, b := range h.blockers[pid] {
				if !stays[b] {
					return false
				}
			}
			return len(h.blockers[pid]) > 0
		})
		if len(rest) == len(left) {
			return false
		}
		for _, pid := range left {
			if !slices.Contains(rest, pid) {
				stays[pid] = true
			}
		}
		left = rest
	}
	return true
}
