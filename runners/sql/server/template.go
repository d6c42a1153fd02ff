package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Template makes the database of which Create makes copies: an empty one in which statements have been run, the same ones
// for as long as the server is the caller's. One that an earlier judge has made serves as well.
func (s *Server) Template(ctx context.Context, statements string) error {
	if s.template != "" {
		return nil
	}
	admin, err := s.Admin(ctx)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(statements))
	name := s.prefix + "template_" + hex.EncodeToString(sum[:8])
	if s.Shared {
		name = s.NewName("case") // which goes the way of the cases' databases
	}
	var there bool
	if err := admin.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&there); err != nil {
		return fmt.Errorf("look for the template of databases: %w", err)
	}
	if !s.Shared {
		const reader = `do $$ begin if not exists (select from pg_roles where rolname = '%[1]s') then create role %[1]s nologin; end if; end $$`
		if _, err := admin.Exec(ctx, fmt.Sprintf(reader, s.Reader())); err != nil {
			return fmt.Errorf("make the role that reads: %w", err)
		}
	}
	if !there {
		for _, sql := range []string{"create database " + name + " " + s.Clean, "revoke all on database " + name + " from public"} {
			if _, err := admin.Exec(ctx, sql); err != nil {
				return fmt.Errorf("make the template of databases: %w", err)
			}
		}
		conn, err := s.Connect(ctx, name)
		if err != nil {
			return fmt.Errorf("connect to the template of databases: %w", err)
		}
		_, err = conn.Exec(ctx, statements)
		if err = errors.Join(err, conn.Close(ctx)); err != nil {
			return fmt.Errorf("take privileges from public in the template of databases: %w", err)
		}
	}
	s.template = name
	return nil
}

// Create makes a copy of the template, to which nobody but the judge can connect.
func (s *Server) Create(ctx context.Context, name string) error {
	admin, err := s.Admin(ctx)
	if err != nil {
		return err
	}
	return s.create(ctx, admin, name)
}

func (s *Server) create(ctx context.Context, admin *pgx.Conn, name string) error {
	for _, sql := range []string{
		"create database " + name + " template " + s.template + s.copying + " allow_connections false", // in no transaction with others
		"revoke all on database " + name + " from public; alter database " + name + " allow_connections true",
	} {
		if _, err := admin.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}
