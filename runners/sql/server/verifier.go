package server

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// Verifier is what PostgreSQL keeps of a password, in the form that create role takes in its place: SCRAM-SHA-256 (RFC 5803)
// with a single iteration. Thousands of them protect what people choose, and take some milliseconds of each login; a
// password that is random and lives as long as a submission needs none. PostgreSQL takes the password itself as well.
func Verifier(password string) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	salted, err := pbkdf2.Key(sha256.New, password, salt, 1, sha256.Size)
	if err != nil { // of a kind of cryptography that forbids so few iterations
		return password
	}
	key := func(name string) []byte {
		h := hmac.New(sha256.New, salted)
		h.Write([]byte(name))
		return h.Sum(nil)
	}
	stored := sha256.Sum256(key("Client Key"))
	text := base64.StdEncoding.EncodeToString
	return "SCRAM-SHA-256$1:" + text(salt) + "$" + text(stored[:]) + ":" + text(key("Server Key"))
}
