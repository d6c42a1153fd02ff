package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/problems"
)

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema problem|case",
		Short: "Print the JSON Schema of problem.yaml or of cases, for editors",
		Example: `  judge schema problem > problem.schema.json
  judge schema case > case.schema.json`,
		Args: oneArgument("problem or case"),
		RunE: func(_ *cobra.Command, args []string) error {
			schema, ok := problems.JSONSchema(args[0])
			if !ok {
				return usageError{fmt.Errorf("there is no schema of %q; there are those of problem and case", args[0])}
			}
			_, err := a.stdout.Write(schema)
			return err
		},
	}
}
