package celltest

import (
	"encoding/json"
	"io"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell"
)

// Gaps asks what Test leaves out, each in a cell of its own, for some of it ends the cell. What is guaranteed all the same is an
// error, so that no engine says longer than it has to that it does not guarantee it.
func Gaps(t *testing.T, engine cell.Engine, images []string) {
	t.Helper()
	for _, weakness := range cell.Weaknesses(engine) {
		for _, question := range excused[weakness] {
			t.Run(question, func(t *testing.T) {
				t.Parallel()
				c := boot(t, engine, spec(images))
				timer := time.AfterFunc(20*time.Second, func() { _ = c.Close() }) // for a cell without memory may be stuck
				defer timer.Stop()
				if _, err := io.WriteString(c, question+"\n"); err != nil {
					t.Fatal(err)
				}
				line, err := c.out.ReadBytes('\n')
				if err != nil {
					t.Logf("the cell ended: %v (%s)", err, c.Diagnose())
					return
				}
				var wrong []string
				if err := json.Unmarshal(line, &wrong); err != nil {
					t.Fatalf("%q: %v", line, err)
				}
				if len(wrong) == 0 {
					t.Errorf("it is as it should be, but the engine says: %s", weakness)
				}
				t.Logf("%q", wrong)
			})
		}
	}
}
