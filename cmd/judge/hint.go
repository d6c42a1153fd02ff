package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/history"
	"github.com/coding-judge/judge/judge/statement"
	"github.com/coding-judge/judge/problems"
)

func (a *app) hintCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "hint PROBLEM [N]",
		Short: "Show the next hint of a problem, or one that you have seen",
		Long: `Show the next hint of a problem, or hint N of those that you have seen. Hints come one at a time, and each says more than the
one before. judge remembers in your data folder how many you have seen.`,
		Example: "  judge hint topk\n  judge hint topk 1",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usagef("%s takes a problem and perhaps a hint's number, and %d arguments were given: %s", cmd.CommandPath(), len(args), cmd.UseLine())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			number := 0
			if len(args) == 2 {
				n, err := strconv.Atoi(args[1])
				if err != nil || n < 1 {
					return usagef("%s: a hint's number is 1 or more", args[1])
				}
				number = n
			}
			return a.hint(args[0], number)
		},
	}
}

func (a *app) hint(name string, number int) error {
	p, err := a.problem(name)
	if err != nil {
		return err
	}
	if len(p.Hints) == 0 {
		fmt.Fprintf(a.stdout, "%s has no hints.\n", judge.Clean(p.Name))
		return nil
	}
	if number == 0 {
		return a.nextHint(a.stdout, p)
	}
	seen, err := a.hintsSeen()
	switch {
	case err != nil:
		return err
	case number > len(p.Hints):
		return usagef("hint %d: %s has %d", number, p.Slug, len(p.Hints))
	case number > seen[p.Slug]+1:
		return usagef("hint %d comes after those before it: judge hint %s shows the next", number, p.Slug)
	}
	if err := showHint(a.stdout, p, number); err != nil {
		return err
	}
	return a.sawHint(p, number)
}

// nextHint shows the first hint that was not shown yet; where all were, it says so.
func (a *app) nextHint(w io.Writer, p *problems.Problem) error {
	seen, err := a.hintsSeen()
	if err != nil {
		return err
	}
	number := seen[p.Slug] + 1
	if number > len(p.Hints) {
		fmt.Fprintf(w, "You have seen all %d hints: judge hint %s N shows one again.\n", len(p.Hints), p.Slug)
		return nil
	}
	if err := showHint(w, p, number); err != nil {
		return err
	}
	return a.sawHint(p, number)
}

func showHint(w io.Writer, p *problems.Problem, number int) error {
	more := fmt.Sprintf("%d more: judge hint %s", len(p.Hints)-number, p.Slug)
	if number == len(p.Hints) {
		more = "the last"
	}
	fmt.Fprintf(w, "Hint %d of %d (%s)\n\n", number, len(p.Hints), more)
	if err := statement.Text(w, p.Hints[number-1], look(w)); err != nil {
		return fmt.Errorf("write the hint: %w", err)
	}
	return nil
}

// dataFolder is where judge remembers what its user has done, the history beside the hints.
func dataFolder() (string, error) {
	file := history.Default()
	if file == "" {
		return "", errors.New("there is no home folder to remember anything in: set HOME or XDG_DATA_HOME")
	}
	return filepath.Dir(string(file)), nil
}

// hintsFile holds how many hints of each problem were shown, by slug.
const hintsFile = "hints.json"

// hintsSeen is how many hints of each problem were shown. What is wrong with the file is not worth an error: it is written anew.
func (a *app) hintsSeen() (map[string]int, error) {
	seen := map[string]int{}
	dir, err := dataFolder()
	if err != nil {
		return nil, usageError{err}
	}
	data, err := os.ReadFile(filepath.Join(dir, hintsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return seen, nil
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("read which hints were shown: %w", err)}
	}
	if json.Unmarshal(data, &seen) != nil {
		seen = map[string]int{}
	}
	for slug, n := range seen {
		seen[slug] = max(n, 0)
	}
	return seen, nil
}

// sawHint remembers that a hint was shown. The file is replaced as a whole, so that it is never there in part.
func (a *app) sawHint(p *problems.Problem, number int) error {
	seen, err := a.hintsSeen()
	if err != nil || seen[p.Slug] >= number {
		return err
	}
	seen[p.Slug] = number
	data, err := json.MarshalIndent(seen, "", "  ")
	if err != nil {
		return err
	}
	dir, err := dataFolder()
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = replaceFile(filepath.Join(dir, hintsFile), append(data, '\n'))
	}
	if err != nil {
		return usageError{fmt.Errorf("remember which hints were shown: %w", err)}
	}
	return nil
}
