package main

import (
	"io"
	"os"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
)

// app is what all commands share.
type app struct {
	stdout, stderr io.Writer
	plain          io.Writer // stdout, for what has no colors
	identity       secret    // what JUDGE_IDENTITY held
	config         Config
	configFile     string   // --config
	packages       []string // of other judges, that were named by their paths
	started        bool     // a command's own work has begun, so an error is no longer one of usage
}

func newApp(stdout, stderr io.Writer) *app {
	return &app{
		// Colors go where they can't be shown, and where NO_COLOR asks for it.
		stdout: colorprofile.NewWriter(stdout, os.Environ()),
		stderr: colorprofile.NewWriter(stderr, os.Environ()),
		plain:  stdout,
	}
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "judge",
		Short: "Judge solutions of coding exercises, in Python and SQL, in sandboxed containers",
		Long: `Judge solutions of coding exercises, in Python and SQL, in sandboxed containers.

Exit codes: 0 accepted, 1 not accepted, 2 wrong usage or a file that is no submission, 3 a fault of the judge's (no
engine, no image), 4 the problem itself is broken, 130 interrupted. Commands that judge many submissions have codes of their
own, which their help says.`,
		Example: `  judge list
  judge show top-k-frequent
  judge submit topk.py`,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := cmd.ValidateRequiredFlags(); err != nil { // which cobra itself does only afterwards
				return usageError{err}
			}
			a.identity = takeIdentity()
			config, err := readConfig(a.configFile, cmd.Flags())
			if err != nil {
				return usageError{err}
			}
			a.config = config
			a.started = true
			return nil
		},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	flags := root.PersistentFlags()
	flags.StringVar(&a.configFile, "config", "", "read the settings from this file only")
	flags.String("engine", autoEngine, "what boots cells: docker, native (bubblewrap), or auto, the first that is there")
	flags.StringSlice("library", nil, "a folder with problems/ and testcases/ of your own; repeatable")
	group(root, "Solve problems:", a.listCommand(), a.showCommand(), a.startCommand(), a.runCommand(), a.submitCommand(), a.watchCommand(),
		a.hintCommand(), a.historyCommand())
	group(root, "Judge many:", a.gradeCommand(), a.batchCommand())
	group(root, "Write problems:", a.newCommand(), a.verifyCommand(), a.strengthenCommand(), a.importCommand(), a.sealCommand(),
		a.unsealCommand(), a.schemaCommand())
	root.AddCommand(a.doctorCommand(), a.cleanCommand(), a.versionCommand(), a.spareCommand())
	a.completions(root)
	return root
}

// group adds commands under a title.
func group(root *cobra.Command, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, c := range commands {
		c.GroupID = title
	}
	root.AddCommand(commands...)
}
