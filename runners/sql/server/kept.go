package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// mostKept is how many databases a server keeps. Each takes 8 MB, which is most of a small case's.
const mostKept = 12

// Reader is the role that may read what is kept. Nobody can log in as it: a submission's role is made a member of it.
func (s *Server) Reader() string { return s.prefix + "reader" }

// KeptName is what a database is called that is kept, by all that is in it.
func (s *Server) KeptName(content string) string {
	sum := sha256.Sum256([]byte(s.template + "\x00" + content)) // what the template denies is in it too
	return s.keptPrefix() + hex.EncodeToString(sum[:12])
}

// IsKept says whether a database is known to be there; Keep looks at first.
func (s *Server) IsKept(name string) bool { return slices.Contains(s.kept, name) }

// Keep sees to it that a database is kept. Where it is not yet it is made: fill gets the name of a database that does not exist,
// and it is kept once it is whole. Nothing in it is changed later, so it serves as many submissions as come, and other judges'
// after them; the one that was made first goes when they are too many. Only a server of ours keeps any.
func (s *Server) Keep(ctx context.Context, name string, fill func(database string) error) error {
	admin, err := s.Admin(ctx)
	if err != nil {
		return err
	}
	if s.kept == nil {
		rows, err := admin.Query(ctx, "select datname from pg_database where starts_with(datname, $1) order by oid", s.keptPrefix())
		if err != nil {
			return fmt.Errorf("look for the databases that are kept: %w", err)
		}
		if s.kept, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
			return fmt.Errorf("look for the databases that are kept: %w", err)
		}
	}
	if s.IsKept(name) {
		return nil
	}
	for len(s.kept) >= mostKept {
		if _, err := admin.Exec(ctx, "drop database "+s.kept[0]+" with (force)"); err != nil {
			return fmt.Errorf("drop a database that was kept: %w", err)
		}
		s.kept = s.kept[1:]
	}
	unfinished := s.NewName("case")
	if err := fill(unfinished); err != nil {
		return err
	}
	if _, err := admin.Exec(ctx, "alter database "+unfinished+" rename to "+name); err != nil {
		return fmt.Errorf("keep a database: %w", err)
	}
	s.kept = append(s.kept, name)
	return nil
}

func (s *Server) keptPrefix() string { return s.prefix + "kept_" }
