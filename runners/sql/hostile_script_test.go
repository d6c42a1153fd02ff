package sql_test

import (
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
)

// The same attacks as scripts, which may write in their case's database. How each ends is its own affair, but none may be the
// judge's fault, break its server, or be felt by the next submission there.
func TestHostileScripts(t *testing.T) {
	t.Parallel()
	r := &sql.Runner{Source: server.Native{Engine: nativetest.Open(t)}}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, a := range append(attacks(t), long...) {
		t.Run(a.name, func(t *testing.T) {
			p := limited()
			p.Kind, p.Probes = problems.Script, []problems.Probe{{Name: "t", Query: "select count(*) from public.t"}}
			s := prepare(t, r, p, a.source)
			o, err := s.Run(t.Context(), theCase())
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: cpu %v wall %v peak %d KiB %+v", ending(o), o.CPU, o.Wall, o.Peak>>10, o.Fault)
			if o.End == runners.Broke {
				t.Error("the server broke")
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if o.End == runners.Raised || o.End == runners.NotCompiled {
				return // the next attack shows that the server serves
			}
			if got := ending(run(t, r, limited(), "select count(*), min(s), max(s) from t")); got != `answered [[3,"one","two"]]` {
				t.Errorf("the next submission: %s", got)
			}
		})
	}
}
