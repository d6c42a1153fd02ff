package sql

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/sql/server"
)

// tempFiles bounds what a query keeps on disk while it runs. That is not what a problem's scratch limit is about: the
// planner decides it. It is enough that a query without end mostly meets the time limit first.
const tempFiles = 128 << 20

// enter makes the submission's role, and sees to it that there is a template for the cases' databases.
func (s *session) enter(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, ownTimeout, fmt.Errorf("the server made no role for %v", ownTimeout))
	defer cancel()
	admin, err := s.server.Admin(ctx)
	if err != nil {
		return err
	}
	s.version, s.weaker = s.server.Version, s.server.Weaker
	s.role, s.password = s.server.NewName("submission"), rand.Text()
	taken := deny
	statements := append([]string{fmt.Sprintf(
		"create role %s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit", s.role)}, s.roleSettings()...)
	if s.keeps() {
		statements = append(statements, fmt.Sprintf("grant %s to %s", s.server.Reader(), s.role))
	}
	if s.server.Superuser {
		taken += denyCatalog
	} else { // who may end the role's statements is a member of it
		statements = append(statements, fmt.Sprintf("grant %s to current_user", s.role))
	}
	if err := s.server.Template(ctx, taken); err != nil {
		return cause(ctx, err)
	}
	if _, err := admin.Exec(ctx, strings.Join(statements, ";")); err != nil {
		return fmt.Errorf("make the submission's role: %w", cause(ctx, err))
	}
	s.ooms, err = s.server.Ooms(ctx)
	return cause(ctx, err)
}

// roleSettings are what only the judge may set for the role, and what the role could change.
func (s *session) roleSettings() []string {
	statements := []string{fmt.Sprintf("alter role %s password '%s'", s.role, server.Verifier(s.password))}
	if s.server.Superuser {
		statements = append(statements, fmt.Sprintf("alter role %s set temp_file_limit = %d", s.role, tempFiles>>10))
		if s.problem.Kind == problems.Concurrent {
			statements = append(statements, fmt.Sprintf("alter role %s set deadlock_timeout = %d", s.role, deadlockAfter.Milliseconds()))
		}
	}
	return statements
}

// settings are what the submission's connections start with. They are no settings of the role, which it could change for
// its later connections.
func (s *session) settings() map[string]string {
	timeout := s.limits.Wall
	if s.server.Superuser { // who sees what a statement waits for
		timeout = s.limits.WallGuard()
	}
	settings := map[string]string{
		"statement_timeout":             strconv.FormatInt(timeout.Milliseconds(), 10),
		"work_mem":                      strconv.FormatInt(min(s.limits.Memory>>10/4, 32<<10), 10),
		"default_transaction_read_only": "on",
		"search_path":                   "public",
		// Text forms that the comparison can rely on.
		"datestyle": "ISO, YMD", "timezone": "UTC", "intervalstyle": "postgres", "bytea_output": "hex",
		"extra_float_digits": "1", "client_encoding": "UTF8",
		// One process, so that its time is measured whole, with no surprises of a compiler's.
		"max_parallel_workers_per_gather": "0", "jit": "off",
	}
	maps.Copy(settings, planner)
	return settings
}
