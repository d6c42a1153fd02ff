package sealed_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"filippo.io/age"
	"golang.org/x/crypto/ssh"

	"github.com/coding-judge/judge/testcases/sealed"
)

var cases = fstest.MapFS{
	"sample/01.yaml":       {Data: []byte("input: {n: 1}")},
	"hidden/01.yaml":       {Data: []byte("input: {n: 123454321}")},
	"hidden/small/01.yaml": {Data: []byte(strings.Repeat("input: {n: 3}\n", 5000))},
	"hidden/.swp":          {Data: []byte("an editor's")},
}

func identity(t testing.TB) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func keys(t testing.TB, setting string) sealed.Keys {
	t.Helper()
	k, err := sealed.ReadKeys(setting)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func seal(t testing.TB, cases fs.FS, recipients ...age.Recipient) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sealed.Seal(&b, cases, recipients); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What was sealed for several is opened by each of them, whichever kind of key it is, and holds the hidden cases and nothing else.
func TestSeal(t *testing.T) {
	t.Parallel()
	one, other := identity(t), identity(t)
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "key.txt")
	if err := os.WriteFile(file, []byte("# mine\n"+other.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var recipients []age.Recipient
	for _, text := range []string{one.Recipient().String(), other.Recipient().String(), string(ssh.MarshalAuthorizedKey(signer.PublicKey()))} {
		r, err := sealed.ParseRecipient(text)
		if err != nil {
			t.Fatal(err)
		}
		recipients = append(recipients, r)
	}
	data := seal(t, cases, recipients...)
	for name, setting := range map[string]string{"age": one.String(), "file": file, "ssh": string(pem.EncodeToMemory(block))} {
		got, err := sealed.Open(data, keys(t, setting))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, file := range []string{"hidden/01.yaml", "hidden/small/01.yaml"} {
			if content, err := fs.ReadFile(got, file); err != nil || !bytes.Equal(content, cases[file].Data) {
				t.Errorf("%s: %s: %v, %.40q", name, file, err, content)
			}
		}
		for _, file := range []string{"sample/01.yaml", "hidden/.swp"} {
			if _, err := fs.Stat(got, file); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: %s is in it", name, file)
			}
		}
	}
	if bytes.Contains(data, []byte("hidden/")) || bytes.Contains(data, []byte("12345")) {
		t.Error("it can be read as it is")
	}
}

// Whoever has no key, or a file that is not as it was sealed, gets nothing but the reason.
func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	mine := identity(t)
	data := seal(t, cases, mine.Recipient())
	if _, err := sealed.Open(data, keys(t, identity(t).String())); !errors.Is(err, sealed.ErrKey) {
		t.Errorf("another's key: %v", err)
	}
	if _, err := sealed.Open(data, sealed.Keys{}); !errors.Is(err, sealed.ErrKey) {
		t.Errorf("no key: %v", err)
	}
	for n := 0; n < len(data); n += 97 {
		changed := bytes.Clone(data)
		changed[n] ^= 1
		if _, err := sealed.Open(changed, keys(t, mine.String())); err == nil {
			t.Errorf("byte %d was changed, and it opens", n)
		}
		if _, err := sealed.Open(data[:n], keys(t, mine.String())); err == nil {
			t.Errorf("cut after %d bytes, and it opens", n)
		}
	}
}

// The length of a sealed file says little of how long the cases are.
func TestPadding(t *testing.T) {
	t.Parallel()
	mine := identity(t).Recipient()
	length := func(n int) int {
		random := make([]byte, 0, n) // which does not compress
		for x := uint64(1); len(random) < n; x = x*6364136223846793005 + 1442695040888963407 {
			random = append(random, byte(x>>33))
		}
		return len(seal(t, fstest.MapFS{"hidden/1.yaml": {Data: random}}, mine))
	}
	if a, b := length(1), length(3000); a != b {
		t.Errorf("%d and %d bytes for small cases", a, b)
	}
	seen := map[int]bool{}
	for n := 100_000; n < 110_000; n += 500 {
		seen[length(n)] = true
	}
	if len(seen) > 6 {
		t.Errorf("%d different lengths of 20", len(seen))
	}
	if n := length(200_000); n > 230_000 {
		t.Errorf("200000 bytes take %d", n)
	}
}

// What a key is mistaken for is said, without what it is.
func TestKeys(t *testing.T) {
	t.Parallel()
	secret := identity(t).String()
	if k := keys(t, ""); !k.None() {
		t.Error("a key of nothing")
	}
	k := keys(t, secret)
	for _, text := range []string{fmt.Sprint(k), fmt.Sprintf("%+v", k), fmt.Sprintf("%#v", k), fmt.Sprintf("%v", &k)} {
		if strings.Contains(text, secret[20:30]) {
			t.Errorf("it prints: %s", text)
		}
	}
	for _, setting := range []string{secret[:40], "no/such/file", "-----BEGIN OPENSSH PRIVATE KEY-----\nnothing\n", "a\nb", strings.Repeat("x", 5000)} {
		if _, err := sealed.ReadKeys(setting); err == nil || strings.Contains(err.Error(), setting) {
			t.Errorf("%.40q: %v", setting, err)
		}
	}
	for _, text := range []string{"", "age1", secret, "ssh-ed25519 AAAA", "hello"} {
		if _, err := sealed.ParseRecipient(text); err == nil || strings.Contains(err.Error(), secret[20:30]) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// FuzzOpen: no bytes, rightly encrypted, do more than give files below hidden/ or an error.
func FuzzOpen(f *testing.F) {
	mine := identity(f)
	k := keys(f, mine.String())
	f.Add([]byte("judge sealed cases 1\n\x00\x00\x00\x00\x00\x00\x00\x05PK\x05\x06\x00"))
	f.Add([]byte("judge sealed cases 1\n\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, plain []byte) {
		var b bytes.Buffer
		w, err := age.Encrypt(&b, mine.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(plain); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		files, err := sealed.Open(b.Bytes(), k)
		if err != nil {
			return
		}
		_ = fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, _ error) error {
			if name != "." && name != "hidden" && !strings.HasPrefix(name, "hidden/") {
				t.Errorf("%q", name)
			}
			return nil
		})
	})
}
