package server

import (
	"regexp"
	"testing"
)

// That a server lets in who has the password, every test with a server shows; here, that it is not the slow way.
func TestVerifier(t *testing.T) {
	t.Parallel()
	v := Verifier("secret")
	if !regexp.MustCompile(`^SCRAM-SHA-256\$1:[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$`).MatchString(v) {
		t.Errorf("%q", v)
	}
	if v == Verifier("secret") {
		t.Error("two of them have the same salt")
	}
}
