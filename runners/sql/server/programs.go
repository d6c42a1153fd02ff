package server

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/coding-judge/judge/runners"
)

// installed is where the distributions put programs of several versions side by side.
var installed = []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"}

// FindPrograms gives the folder with initdb and postgres: the one that is named, or the one in the PATH, or the newest of
// those that distributions make. The error wraps runners.ErrUnavailable.
func FindPrograms(named string) (string, error) {
	if named != "" {
		if bin, ok := programs(named); ok {
			return bin, nil
		}
		return "", runners.Unavailable("there are no programs initdb and postgres in %s, which sql.bindir names", named)
	}
	if initdb, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(initdb); err == nil {
			if bin, ok := programs(filepath.Dir(real)); ok {
				return bin, nil
			}
		}
	}
	var found []string
	for _, pattern := range installed {
		dirs, _ := filepath.Glob(pattern)
		found = append(found, dirs...)
	}
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(versionIn(b), versionIn(a)) })
	for _, dir := range found {
		if bin, ok := programs(dir); ok {
			return bin, nil
		}
	}
	return "", runners.Unavailable("there are no programs initdb and postgres: install PostgreSQL, or name their folder in sql.bindir")
}

// programs says whether both programs are in a folder, of which it gives the real path.
func programs(dir string) (string, bool) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", false
	}
	if real, err = filepath.Abs(real); err != nil {
		return "", false
	}
	for _, name := range []string{"initdb", "postgres"} {
		info, err := os.Stat(filepath.Join(real, name))
		if err != nil || !info.Mode().IsRegular() || info.Mode()&0o111 == 0 {
			return "", false
		}
	}
	return real, true
}

// versionIn is the number in a path such as /usr/lib/postgresql/17/bin.
func versionIn(dir string) int {
	digits := ""
	for _, r := range dir {
		if r >= '0' && r <= '9' {
			digits += string(r)
		}
	}
	n, _ := strconv.Atoi(digits)
	return n
}
