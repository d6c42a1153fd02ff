package testcases

import "embed"

// Builtin holds the cases of the built-in problems: <slug>/{sample,hidden}/*.yaml.
//
//go:embed */sample */hidden
var Builtin embed.FS
