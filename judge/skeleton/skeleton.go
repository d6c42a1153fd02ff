// Package skeleton makes a new problem that an author goes on from: small but complete, so that judge verify has nothing to say of it,
// with comments that teach the format.
package skeleton

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// kinds has a folder for each kind: problem/ and cases/. In the files NAME, FUNCTION and CLASS stand for what is made of the slug.
//
//go:embed kinds
var kinds embed.FS

// Kinds are the kinds of problems that Write can make.
func Kinds() []string {
	entries, err := fs.ReadDir(kinds, "kinds")
	if err != nil {
		panic(err) // it is embedded
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

var slugs = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// constants are words of Python and YAML that are values, and so no names.
var constants = map[string]bool{"none": true, "null": true, "true": true, "false": true}

// Error says what is wrong with what was asked for.
type Error string

func (e Error) Error() string { return string(e) }

// Write makes the problem of a slug in a library's folder, in problems/<slug>/ and testcases/<slug>/, and gives the files that it wrote.
// Nothing that is there is written over. The error is an Error where another slug, kind or folder helps.
func Write(library, slug, kind string) ([]string, error) {
	if !slices.Contains(Kinds(), kind) {
		return nil, Error(fmt.Sprintf("%q is no kind of problem; it is one of %s", kind, strings.Join(Kinds(), ", ")))
	}
	if !slugs.MatchString(slug) || constants[strings.ToLower(slug)] {
		return nil, Error(fmt.Sprintf("%q cannot be a problem's name; it begins with a letter and is made of letters, digits, - and _", slug))
	}
	folders := map[string]string{
		"problem": filepath.Join(library, "problems", slug), "cases": filepath.Join(library, "testcases", slug),
	}
	for _, part := range []string{"problem", "cases"} {
		switch _, err := os.Lstat(folders[part]); {
		case err == nil:
			return nil, Error(folders[part] + " is there already, and nothing is written over")
		case !errors.Is(err, fs.ErrNotExist):
			return nil, Error(err.Error())
		}
	}
	names := strings.NewReplacer("NAME", title(slug, " "), "FUNCTION", function(slug), "CLASS", title(slug, ""))
	root := path.Join("kinds", kind)
	var files []string
	return files, fs.WalkDir(kinds, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := kinds.ReadFile(name)
		if err != nil {
			return err
		}
		part, rest, _ := strings.Cut(strings.TrimPrefix(name, root+"/"), "/")
		file := filepath.Join(folders[part], filepath.FromSlash(rest))
		files = append(files, file)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		return os.WriteFile(file, []byte(names.Replace(string(content))), 0o666)
	})
}

// words are those of a slug.
func words(slug string) []string {
	return strings.FieldsFunc(slug, func(r rune) bool { return r == '-' || r == '_' })
}

// title is the slug's words with capitals.
func title(slug, between string) string {
	all := words(slug)
	for i, w := range all {
		all[i] = string(unicode.ToUpper(rune(w[0]))) + w[1:]
	}
	return strings.Join(all, between)
}

// function is the slug as a name in Python and in SQL, of two words at least: those with a meaning of their own have one.
func function(slug string) string {
	all := words(slug)
	if len(all) == 1 {
		all = append([]string{"solve"}, all...)
	}
	return strings.ToLower(strings.Join(all, "_"))
}
