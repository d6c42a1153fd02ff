package judge

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Cache keeps what is computed for a problem's cases, by content: inputs that its generator makes and answers that its
// reference solution gives. It is a folder of files, which may be deleted at any time; the zero value keeps nothing.
type Cache struct {
	Dir string
	// Size is how many bytes are kept, more or less: what was not used for longest goes first. Zero sets no bound.
	Size int64

	mu      sync.Mutex
	written int64 // since it was last trimmed
	trimmed bool  // by this process
}

// inputKey changes with everything that a generated input depends on.
func inputKey(p *problems.Problem, c testcases.Case) string {
	return Key("input/v1", string(p.Kind), p.Signature.String(), fmt.Sprint(p.Class), p.Script.Source(), p.Data.Source(), string(c.Generate.Bytes()))
}

// answerKey changes with everything that the reference solution's answer depends on, its form included: since v2 the columns of
// SQL answers have types.
func answerKey(p *problems.Problem, c testcases.Case) string {
	probes, _ := json.Marshal([]any{p.Probes, p.Concurrency})
	return Key("answer/v2", string(p.Kind), p.Signature.String(), p.Class.Name, p.Schema, string(p.Reference.Source), string(probes), string(c.Input.Bytes()))
}

// Key makes a key of what something depends on. What is kept under it belongs to who names it first.
func Key(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		sum := sha256.Sum256([]byte(part))
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Get gives what is kept.
func (c *Cache) Get(key string) (testcases.Blob, bool) {
	if c.Dir == "" {
		return testcases.Blob{}, false
	}
	file := filepath.Join(c.Dir, key)
	data, err := os.ReadFile(file)
	if err != nil {
		return testcases.Blob{}, false
	}
	now := time.Now()
	_ = os.Chtimes(file, now, now) // where it can't be marked as used, it goes earlier
	return testcases.NewBlob(data), true
}

// Put keeps something where it can. Where it can't, that is only computed again.
func (c *Cache) Put(key string, what testcases.Blob) {
	if c.Dir == "" || os.MkdirAll(c.Dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(c.Dir, unfinished+"*") // renamed when whole, for another judge may read at the same time
	if err != nil {
		return
	}
	_, err = f.Write(what.Bytes())
	if f.Close() != nil || err != nil || os.Rename(f.Name(), filepath.Join(c.Dir, key)) != nil {
		_ = os.Remove(f.Name())
		return
	}
	c.bound(int64(len(what.Bytes())))
}
