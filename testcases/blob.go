package testcases

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
)

// Blob holds bytes that may be secret. Whatever prints it (fmt with any verb, slog, encoding/json, a panic
// with a struct that holds it) shows a digest; only Bytes gives the content. The content stands behind two
// pointers because fmt looks through unexported fields without asking their methods, and follows one of them
// where the verb does not suit a pointer.
type Blob struct{ content **[]byte }

// NewBlob keeps b itself, not a copy.
func NewBlob(b []byte) Blob {
	content := &b
	return Blob{&content}
}

// Bytes gives the content, which the caller must not change; nil for a zero Blob.
func (b Blob) Bytes() []byte {
	if b.content == nil {
		return nil
	}
	return **b.content
}

// IsZero tells a Blob that was never set from one that holds nothing.
func (b Blob) IsZero() bool { return b.content == nil }

// Digest identifies the content without telling it.
func (b Blob) Digest() string {
	if b.content == nil {
		return "none"
	}
	sum := sha256.Sum256(**b.content)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func (b Blob) String() string {
	if b.content == nil {
		return "none"
	}
	return fmt.Sprintf("%d bytes %s", len(**b.content), b.Digest()[:len("sha256:")+12])
}

// Format writes the digest for every verb, %+v, %#v and %x included.
func (b Blob) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(b.String())) }

// LogValue writes the digest to structured logs.
func (b Blob) LogValue() slog.Value { return slog.StringValue(b.String()) }

// MarshalText writes the digest to JSON and other encodings.
func (b Blob) MarshalText() ([]byte, error) { return []byte(b.String()), nil }
