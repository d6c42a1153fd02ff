package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/sealed"
)

// identityVariable is the variable that holds keys for sealed cases, or the name of their file.
const identityVariable = "JUDGE_IDENTITY"

// takeIdentity takes the keys' setting out of the environment, so that no process that this one starts has it.
func takeIdentity() secret {
	setting := secret(os.Getenv(identityVariable))
	_ = os.Unsetenv(identityVariable)
	return setting
}

// keys reads the keys for sealed cases, of which there may be none.
func (a *app) keys() (sealed.Keys, error) {
	keys, err := sealed.ReadKeys(string(a.identity))
	if err != nil {
		return keys, usagef("%s: %w", identityVariable, err)
	}
	return keys, nil
}

func (a *app) sealCommand() *cobra.Command {
	var recipients []string
	var keep bool
	cmd := &cobra.Command{
		Use:   "seal PROBLEM",
		Short: "Encrypt a problem's hidden cases, so that only who holds a key can judge by them",
		Long: `Encrypt a problem's hidden cases, so that only who holds a key can judge by them: hidden/ becomes hidden.sealed, a file of age.

Where they are sealed already, they are sealed anew, for which ` + identityVariable + ` has to hold a key that opens them: that is how
recipients come and go. Without a key judge still judges by the samples, and says so.`,
		Example: `  age-keygen -o key.txt
  judge seal two-sum --library my-library --recipient age1… --recipient "ssh-ed25519 AAAA…"
  ` + identityVariable + `=key.txt judge submit --library my-library two_sum.py`,
		Args: oneArgument("a problem"),
		RunE: func(_ *cobra.Command, args []string) error { return a.seal(args[0], recipients, keep) },
	}
	cmd.Flags().StringArrayVarP(&recipients, "recipient", "r", nil, "who may open them: age1… or a public SSH key (ed25519, rsa); repeatable")
	cmd.Flags().BoolVar(&keep, "keep", false, "leave hidden/ where it is, as your working copy; keep it out of what you publish")
	_ = cmd.MarkFlagRequired("recipient")
	return cmd
}

func (a *app) unsealCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "unseal PROBLEM",
		Short: "Decrypt a problem's hidden cases into hidden/",
		Long:  "Decrypt a problem's hidden cases into hidden/, with a key in " + identityVariable + ". The sealed file stays.",
		Args:  oneArgument("a problem"),
		RunE:  func(_ *cobra.Command, args []string) error { return a.unseal(args[0]) },
	}
}

// casesFolder is the folder of a problem's cases on this machine, and the problem's slug.
func (a *app) casesFolder(name string) (folder, slug string, err error) {
	lib, err := a.library()
	if err != nil {
		return "", "", err
	}
	if slug, err = lib.Slug(name); err != nil {
		return "", "", err
	}
	problem, ok := lib.Folder(slug)
	if !ok {
		return "", "", usagef("%s is built in, or a package; name the folder of a library that has it with --library", slug)
	}
	return filepath.Join(problem, "..", "..", "testcases", slug), slug, nil
}

func (a *app) seal(name string, texts []string, keep bool) error {
	recipients := make([]age.Recipient, len(texts))
	for i, text := range texts {
		var err error
		if recipients[i], err = sealed.ParseRecipient(text); err != nil {
			return usageError{err}
		}
	}
	folder, slug, err := a.casesFolder(name)
	if err != nil {
		return err
	}
	file, plain := filepath.Join(folder, sealed.File), filepath.Join(folder, testcases.Hidden)
	cases := os.DirFS(folder)
	open := true // the cases stand there in the open
	if _, err := os.Stat(plain); errors.Is(err, fs.ErrNotExist) {
		open = false
		if cases, err = a.opened(file, slug); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	if err := sealed.Seal(&b, cases, recipients); err != nil {
		return usagef("%s: %w", slug, err)
	}
	if err := replaceFile(file, b.Bytes()); err != nil {
		return err
	}
	if open && !keep {
		if err := os.RemoveAll(plain); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.stdout, "%s, for %d\n", file, len(recipients))
	if open && keep {
		fmt.Fprintf(a.stdout, "%s is still there: keep it out of what you publish\n", plain)
	}
	return nil
}

// opened is what a sealed file holds.
func (a *app) opened(file, slug string) (fs.FS, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("%s has no hidden cases", slug)
	}
	if err != nil {
		return nil, err
	}
	keys, err := a.keys()
	if err != nil {
		return nil, err
	}
	if keys.None() {
		return nil, usagef("%s: its cases are sealed: set %s to a key that opens them, or to the name of its file", slug, identityVariable)
	}
	cases, err := sealed.Open(data, keys)
	if err != nil {
		return nil, &testcases.FileError{File: file, Message: "the sealed cases cannot be opened: " + err.Error()}
	}
	return cases, nil
}

func (a *app) unseal(name string) error {
	folder, slug, err := a.casesFolder(name)
	if err != nil {
		return err
	}
	plain := filepath.Join(folder, testcases.Hidden)
	if _, err := os.Lstat(plain); !errors.Is(err, fs.ErrNotExist) {
		return usagef("%s is there already, and nothing is written over", plain)
	}
	cases, err := a.opened(filepath.Join(folder, sealed.File), slug)
	if err != nil {
		return err
	}
	if err := os.CopyFS(folder, cases); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s\n", plain)
	return nil
}

// replaceFile writes a file whole or not at all. No link is followed: one of that name is replaced, and the name that the new content
// has before is nobody's.
func replaceFile(file string, data []byte) error {
	temporary := fmt.Sprintf("%s.%s", file, strings.ToLower(rand.Text()[:8]))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	return os.Rename(temporary, file)
}
