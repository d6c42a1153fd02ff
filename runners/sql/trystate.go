package sql

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// A script's tables are made anew for each try, which takes ten times as long as to delete their rows. That is enough where a try
// has changed nothing but rows: where the catalog has the same entries for what the script's role owns, in the same versions.

// ofPublic are the catalogs with entries for the relations of public, by the columns that say of which.
var ofPublic = []string{
	"pg_class.oid", "pg_attribute.attrelid", "pg_attrdef.adrelid", "pg_constraint.conrelid", "pg_index.indrelid", "pg_trigger.tgrelid",
	"pg_rewrite.ev_class", "pg_policy.polrelid", "pg_sequence.seqrelid",
}

// ofRole are those with entries of objects that a role owns.
var ofRole = []string{"pg_proc.proowner", "pg_type.typowner", "pg_default_acl.defaclrole"}

// catalog gives what changes with every change to what the submission's role owns.
func (s *session) catalog(ctx context.Context) (state string, err error) {
	parts := []string{fmt.Sprintf("select 'owned', classid::text || ' ' || objid from pg_shdepend where dbid = (select oid from pg_database where "+
		"datname = current_database()) and refobjid = '%s'::regrole", s.role)}
	entries := func(column, of string) {
		table, _, _ := strings.Cut(column, ".")
		parts = append(parts, fmt.Sprintf("select '%[1]s', %[1]s.ctid::text || ' ' || %[1]s.xmin from %[1]s where %[2]s = %[3]s", table, column, of))
	}
	for _, column := range ofPublic {
		entries(column, "any (array(select oid from pg_class where relnamespace = 'public'::regnamespace))")
	}
	entries("pg_constraint.contypid", "any (array(select oid from pg_type where typnamespace = 'public'::regnamespace))") // of domains
	for _, column := range ofRole {
		entries(column, "'"+s.role+"'::regrole")
	}
	all := "select coalesce(md5(string_agg(a || b, ',' order by a, b)), '') from (" + strings.Join(parts, " union all ") + ") as entries (a, b)"
	if err := s.tries.admin.QueryRow(ctx, all).Scan(&state); err != nil {
		return "", fmt.Errorf("look for what a try has changed: %w", err)
	}
	return state, nil
}

// plain says whether the tables of public hold nothing but the rows that were just loaded, and count nothing up: then to delete their
// rows and load others is as good as to make them anew.
func (s *session) plain(ctx context.Context, tables []named) (bool, error) {
	var others int
	names := make([]string, len(tables))
	counts := "select 0"
	for i, t := range tables {
		names[i] = t.name
		counts += fmt.Sprintf(" union all select count(*) - %d from public.%s", len(t.Rows), pgx.Identifier{t.name}.Sanitize())
	}
	err := s.tries.admin.QueryRow(ctx, "select (select sum(n) from ("+counts+`) as counts (n)) + (select count(*) from pg_class
		where relnamespace = 'public'::regnamespace and (relkind in ('S', 'm', 'p') or relkind = 'r' and relname <> all ($1)))`, names).Scan(&others)
	if err != nil {
		return false, fmt.Errorf("look at the tables that were made: %w", err)
	}
	return others == 0, nil
}
