package compare

import (
	"fmt"
	"slices"
	"strings"
)

func sameName(columns string) func(a, b string) bool {
	switch columns {
	case "exact":
		return func(a, b string) bool { return a == b }
	case "ignored":
		return func(_, _ string) bool { return true }
	}
	return strings.EqualFold
}

// compare compares the columns, and the rows wherever there are as many columns as there should be.
func (d *differ) compare(same func(a, b string) bool, anyOrder bool) {
	w, g := d.want.columns, d.got.columns
	if len(w) != len(g) {
		d.out.Message = fmt.Sprintf("expected %s (%s), got %d (%s)", count(len(w), "column"), nameList(w), len(g), nameList(g))
		return
	}
	places, all := arrangement(w, g, same)
	wrong := ""
	switch {
	case slices.EqualFunc(w, g, same):
	case all || anyOrder:
		d.got = d.got.permuted(places)
		if !all {
			wrong = wrongNames(w, d.got.columns, same)
		} else if !anyOrder {
			wrong = fmt.Sprintf("the columns should be in another order: %s, not %s", nameList(w), nameList(g))
		}
	default:
		wrong = wrongNames(w, g, same)
	}
	d.rows()
	if d.clash >= 0 {
		if wrong != "" {
			wrong += ", and "
		}
		wrong += fmt.Sprintf("column %d (%s) should be %s, not %s", d.clash+1, text(w[d.clash]), d.want.typeOf(d.clash), d.got.typeOf(d.clash))
	}
	switch {
	case wrong == "":
	case d.out.Message == "":
		d.out.Message = "the rows are right, but " + wrong
	default:
		d.out.Message = wrong + "; " + d.out.Message
	}
}

func wrongNames(want, got []string, same func(a, b string) bool) string {
	var at []int
	for i := range want {
		if !same(want[i], got[i]) {
			at = append(at, i)
		}
	}
	if len(at) == 1 {
		return fmt.Sprintf("column %d should be named %s, not %s", at[0]+1, text(want[at[0]]), text(got[at[0]]))
	}
	return fmt.Sprintf("the columns should be named %s, not %s", nameList(want), nameList(got))
}

// arrangement finds for each of want's columns its place in got by the name. Where names differ, all is false, and what
// is left over is in its order.
func arrangement(want, got []string, same func(a, b string) bool) (places []int, all bool) {
	places, all = make([]int, len(want)), true
	taken := make([]bool, len(got))
	for i, w := range want {
		places[i] = -1
		for j, g := range got {
			if !taken[j] && same(w, g) {
				places[i], taken[j] = j, true
				break
			}
		}
		all = all && places[i] >= 0
	}
	for i, p := range places {
		if p < 0 {
			j := slices.Index(taken, false)
			places[i], taken[j] = j, true
		}
	}
	return places, all
}
