package judge

import "testing"

func TestPrepared(t *testing.T) {
	t.Parallel()
	f := &fakeRunner{}
	j := newJudge(t, f)
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for c, err := range j.Prepared(t.Context(), p) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Input.IsZero() || c.Want.IsZero() {
			t.Errorf("%s is not ready: input %v, want %v", c.Name, c.Input, c.Want)
		}
		got = append(got, c.Name)
	}
	if len(got) != len(p.Cases) {
		t.Errorf("got %v", got)
	}
	for range j.Prepared(t.Context(), p) { // whoever stops early leaves nothing behind
		break
	}
	if f.open != 0 {
		t.Errorf("%d sessions are left", f.open)
	}
}
