package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// completions says what a shell offers for arguments and flags: problems, sample cases, engines, formats, files of submissions. What
// judge completion prints asks for it.
func (a *app) completions(root *cobra.Command) {
	offers := map[string]cobra.CompletionFunc{
		"problem": a.completeProblem, "case": a.completeCase, "report": completeFormat,
		"engine":  cobra.FixedCompletions([]cobra.Completion{autoEngine, dockerEngine, nativeEngine}, cobra.ShellCompDirectiveNoFileComp),
		"config":  cobra.FixedCompletions([]cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt),
		"library": cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		"to":      cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
	}
	submissions := cobra.FixedCompletions([]cobra.Completion{"py", "sql", "md"}, cobra.ShellCompDirectiveFilterFileExt)
	for _, cmd := range append(root.Commands(), root) {
		for flag, offer := range offers {
			if cmd.Flags().Lookup(flag) != nil || cmd.PersistentFlags().Lookup(flag) != nil {
				_ = cmd.RegisterFlagCompletionFunc(flag, offer) // which fails for a flag that is not there
			}
		}
		switch _, argument, _ := strings.Cut(cmd.Use, " "); {
		case cmd.ValidArgsFunction != nil || len(cmd.ValidArgs) > 0:
		case strings.Contains(argument, "PROBLEM"):
			cmd.ValidArgsFunction = a.completeProblem
		case strings.HasPrefix(argument, "FILE") && cmd.Flags().Lookup("problem") != nil:
			cmd.ValidArgsFunction = submissions
		}
	}
}

// completing opens the library for a command line that is being written. Cobra runs another command for it, which knows this one's flags
// only now.
func (a *app) completing(cmd *cobra.Command) (*problems.Library, error) {
	config, err := readConfig(a.configFile, cmd.Flags())
	if err != nil {
		return nil, err
	}
	a.config = config
	return a.library()
}

// completeProblem offers slugs, and the aliases that begin with what is written already.
func (a *app) completeProblem(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 && !strings.Contains(cmd.Use, "…") && strings.Contains(cmd.Use, "PROBLEM") {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	lib, err := a.completing(cmd)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var all []cobra.Completion
	for _, p := range lib.List() {
		if p.Err != nil {
			continue
		}
		name := strings.Join(strings.Fields(judge.Clean(p.Name)), " ")
		for i, called := range append([]string{p.Slug}, p.Aliases...) {
			if strings.HasPrefix(called, begun) && (i == 0 || begun != "") {
				all = append(all, cobra.CompletionWithDesc(called, name))
			}
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// completeCase offers the sample cases of the problem that the file before it solves, or that -p names.
func (a *app) completeCase(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lib, err := a.completing(cmd)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	named, _ := cmd.Flags().GetString("problem")
	file, source := "", []byte(nil)
	if len(args) > 0 {
		file = args[0]
		source, _ = readSource(file)
	}
	if named == "" && file == "" {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	p, err := lib.Find(named, file, source)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var all []cobra.Completion
	for _, c := range p.Cases {
		if !c.Hidden {
			all = append(all, strings.TrimPrefix(c.Name, testcases.Sample+"/"))
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// completeFormat offers the formats of reports, behind which a path is written.
func completeFormat(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if strings.Contains(begun, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var all []cobra.Completion
	for _, f := range report.Formats() {
		all = append(all, cobra.CompletionWithDesc(f.Name+"=", f.About))
	}
	return all, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}
