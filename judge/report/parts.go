package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// part is what a platform shows points of: a case, or where the problem has groups a group of them. The points of all parts add
// up to the report's.
type part struct {
	name        string
	verdict     judge.Verdict
	points, max int
	wall        float64 // ms
	line        int     // of the submission; 0 for none
	body        string
}

// parts are a report's, with bodies of so many bytes in all.
func parts(r *judge.Report, most int) []part {
	cases := make([]part, len(r.Cases))
	bodies := bodies(r, most)
	for i, c := range r.Cases {
		cases[i] = part{c.Name, c.Verdict, c.Points, c.MaxPoints, c.Wall, line(c), bodies[i]}
	}
	if r.Groups == nil {
		return cases
	}
	var all []part
	for _, g := range r.Groups {
		p := part{name: g.Name, verdict: g.Verdict, points: g.Points, max: g.MaxPoints}
		if g.Verdict == judge.Skipped {
			p.body = "not run" + because(g)
		}
		for i, c := range r.Cases {
			if c.Group != g.Name {
				continue
			}
			p.wall += c.Wall
			if c.Verdict == judge.Accepted || c.Verdict == judge.Skipped {
				continue
			}
			if p.line == 0 {
				p.line = cases[i].line
			}
			p.body += strings.TrimRight(fmt.Sprintf("%s: %s\n%s", c.Name, words(c.Verdict), cases[i].body), "\n") + "\n\n"
		}
		p.body = strings.TrimRight(p.body, "\n")
		all = append(all, p)
	}
	return all
}

// bodies are what is to say of each case, in so many bytes altogether. Short ones stay whole, and long ones share the rest.
func bodies(r *judge.Report, most int) []string {
	all := make([]string, len(r.Cases))
	order := make([]int, len(r.Cases))
	for i := range all {
		all[i], order[i] = body(r, i), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(all[a]) - len(all[b]) })
	for n, i := range order {
		all[i] = shorten(all[i], most/(len(order)-n))
		most -= len(all[i])
	}
	return all
}

func line(c judge.CaseReport) int {
	if c.Error == nil {
		return 0
	}
	return c.Error.Line
}

// seconds is how long all cases took.
func seconds(r *judge.Report) float64 {
	var ms float64
	for _, c := range r.Cases {
		ms += c.Wall
	}
	return ms / 1000
}
