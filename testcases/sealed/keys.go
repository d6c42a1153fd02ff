package sealed

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"
	"filippo.io/age/agessh"
)

// Keys open what is sealed. They print as nothing.
type Keys struct{ identities []age.Identity }

// None says that there is no key.
func (k Keys) None() bool { return len(k.identities) == 0 }

// String keeps the keys out of whatever prints them.
func (k Keys) String() string { return "(keys)" }

// GoString is the same for %#v.
func (k Keys) GoString() string { return k.String() }

const maxKeys = 1 << 20 // bytes of a file of keys

// ReadKeys reads keys from what a setting says: age's own (AGE-SECRET-KEY-1…, one a line, # for comments), a private SSH key without
// a passphrase, or the name of a file that holds either. Errors never hold a part of a key.
func ReadKeys(setting string) (Keys, error) {
	setting = strings.TrimSpace(setting)
	if setting == "" {
		return Keys{}, nil
	}
	text := setting
	if !strings.Contains(setting, "AGE-SECRET-KEY-") && !strings.Contains(setting, "-----BEGIN") {
		if strings.Contains(setting, "\n") || len(setting) > 4096 {
			return Keys{}, errors.New("it holds neither a key of age (AGE-SECRET-KEY-1…) nor a private SSH key")
		}
		f, err := os.Open(setting)
		if err != nil {
			return Keys{}, errors.New("it is no key, and no file that can be read is called so")
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, maxKeys))
		if err != nil {
			return Keys{}, errors.New("the file that it names cannot be read")
		}
		text = string(data)
	}
	if strings.Contains(text, "-----BEGIN") {
		identity, err := agessh.ParseIdentity([]byte(text))
		if err != nil {
			return Keys{}, errors.New("it is no private SSH key without a passphrase; ssh-ed25519 and ssh-rsa are read")
		}
		return Keys{[]age.Identity{identity}}, nil
	}
	identities, err := age.ParseIdentities(strings.NewReader(text))
	if err != nil {
		return Keys{}, errors.New("it is no list of keys of age (AGE-SECRET-KEY-1…), one a line")
	}
	return Keys{identities}, nil
}

// ParseRecipient reads a recipient: age1…, ssh-ed25519 … or ssh-rsa ….
func ParseRecipient(s string) (age.Recipient, error) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "ssh-") {
		r, err := agessh.ParseRecipient(s)
		if err != nil {
			return nil, fmt.Errorf("recipient %.60q: it is no public SSH key that age can encrypt for (%w)", s, err)
		}
		return r, nil
	}
	if strings.Contains(s, "AGE-SECRET-KEY-") {
		return nil, errors.New("that recipient is a secret key; a recipient is the public one, age1…, which age-keygen -y tells")
	}
	all, err := age.ParseRecipients(strings.NewReader(s))
	if err != nil || len(all) != 1 {
		return nil, fmt.Errorf("recipient %.60q: it is neither age1… nor a public SSH key", s)
	}
	return all[0], nil
}
