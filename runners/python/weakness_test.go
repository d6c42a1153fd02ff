package python

import (
	"slices"
	"testing"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/wire"
)

// What a cell turns out to lack is said, also where its engine does not know.
func TestWeakerByHello(t *testing.T) {
	t.Parallel()
	all := wire.Hello{Cgroup: 2, Uids: true, Filter: true}
	noGroup, oneUser, noFilter := all, all, all
	noGroup.Cgroup, oneUser.Uids, noFilter.Filter = 0, false, false
	for _, tt := range []struct {
		hello wire.Hello
		want  []string
	}{
		{all, []string{}},
		{noGroup, []string{string(cell.NoGroup)}},
		{oneUser, []string{string(cell.OneUser)}},
		{noFilter, []string{string(cell.NoFilter)}},
	} {
		s := &session{engine: &fakeEngine{}, hello: tt.hello}
		if got := s.Weaker(); !slices.Equal(got, tt.want) {
			t.Errorf("%+v: %q, want %q", tt.hello, got, tt.want)
		}
	}
}
