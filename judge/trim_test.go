package judge

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/coding-judge/judge/testcases"
)

// The cache keeps what was used last.
func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	c := &Cache{Dir: t.TempDir(), Size: 1000}
	foreign := filepath.Join(c.Dir, "notes.txt")
	if err := os.WriteFile(foreign, make([]byte, 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	part := func(i int) string { return Key("part", fmt.Sprint(i)) }
	hour := func(i int) time.Time { return time.Unix(0, 0).Add(time.Duration(i) * time.Hour) }
	for i := range 9 { // each a tenth of the size, and used an hour after the last
		c.Put(part(i), testcases.NewBlob(make([]byte, 100)))
		if err := os.Chtimes(filepath.Join(c.Dir, part(i)), hour(i), hour(i)); err != nil {
			t.Fatal(err)
		}
	}
	left := filepath.Join(c.Dir, unfinished+"1")
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(left, hour(0), hour(0)); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Get(part(0)); !ok { // so it is not the oldest any more
		t.Fatal("part 0 is gone too early")
	}
	c.Put(part(9), testcases.NewBlob(make([]byte, 350)))

	got := ""
	for i := range 10 {
		if _, ok := c.Get(part(i)); ok {
			got += fmt.Sprint(i)
		}
	}
	if got != "0456789" { // 950 bytes
		t.Errorf("the parts that are left are %s", got)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what a judge left unfinished is still there")
	}

	files, bytes, err := c.Clear()
	if files != 7 || bytes != 950 || err != nil {
		t.Errorf("cleared %d files, %d bytes: %v", files, bytes, err)
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Errorf("what is not the cache's: %v", err)
	}
}
