package judge

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Answers keeps what reference solutions answered, by content: the same solution on the same input is run once. It is a
// folder of files, which may be deleted at any time; the zero value keeps nothing.
type Answers struct{ Dir string }

// key changes with everything that an answer depends on.
func (a Answers) key(p *problems.Problem, c testcases.Case) string {
	h := sha256.New()
	for _, part := range [][]byte{[]byte("answer/v1"), []byte(p.Kind), []byte(p.Signature.Name), []byte(p.Schema),
		p.Reference.Source, c.Input.Bytes()} {
		sum := sha256.Sum256(part)
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (a Answers) get(key string) ([]byte, bool) {
	if a.Dir == "" {
		return nil, false
	}
	data, err := os.ReadFile(filepath.Join(a.Dir, key))
	return data, err == nil
}

// put keeps an answer where it can. Where it can't, the answer is only computed again.
func (a Answers) put(key string, answer []byte) {
	if a.Dir == "" || os.MkdirAll(a.Dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(a.Dir, "new-*") // renamed when whole, for another judge may read at the same time
	if err != nil {
		return
	}
	_, err = f.Write(answer)
	if f.Close() != nil || err != nil || os.Rename(f.Name(), filepath.Join(a.Dir, key)) != nil {
		_ = os.Remove(f.Name())
	}
}
