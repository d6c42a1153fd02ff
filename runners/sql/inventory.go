package sql

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
)

// inventory is what is in a case's database.
type inventory struct {
	things  map[string]thing
	indexes map[string]int64 // their sizes in bytes
	tables  []string         // quoted, with their schemas
	rows    int64            // of the largest table
}

// thing is something that a submission to an index problem may not change.
type thing struct {
	state string
	more  bool // whether there may be more of its sort afterwards
}

// catalog lists what belongs to a role, what hangs on its tables, and the sizes of indexes. Whatever a role makes has an
// owner, which pg_shdepend knows, or hangs on a table. A table that was written anew, as CLUSTER does, has another file.
const catalog = `with owner as (select oid from pg_roles where rolname = $1),
	tables as (select c.* from pg_class c, owner where relowner = owner.oid and relkind not in ('i', 't') and c.oid >= 16384)
select 'fixed', pg_describe_object(classid, objid, objsubid), '' from pg_shdepend, owner
	where dbid = (select oid from pg_database where datname = current_database()) and refclassid = 'pg_authid'::regclass
	and refobjid = owner.oid and deptype = 'o' and classid <> 'pg_statistic_ext'::regclass
union all select 'fixed', format('storage or settings of %s', oid::regclass), row(relkind, relpersistence, relam, reloptions, relrowsecurity,
	relforcerowsecurity, relhasrules, relispartition, relreplident, reltablespace, reltoastrelid, pg_relation_filenode(oid))::text from tables
union all select 'fixed', format('column %I of %s', attname, t.oid::regclass), row(atttypid, atttypmod, attstattarget, attoptions, attcollation,
	attidentity, attgenerated, attisdropped, attstorage, atthasdef)::text from tables t join pg_attribute on attrelid = t.oid where attnum > 0
union all select 'more', format('not null of column %I of %s', attname, t.oid::regclass), '' from tables t join pg_attribute on attrelid = t.oid
	where attnum > 0 and attnotnull
union all select 'fixed', format('default of column %s of %s', adnum, adrelid::regclass), pg_get_expr(adbin, adrelid) from tables t join pg_attrdef on adrelid = t.oid
union all select 'more', format('constraint %I of %s', conname, conrelid::regclass), pg_get_constraintdef(c.oid) || convalidated::text
	from tables t join pg_constraint c on conrelid = t.oid
union all select case when tgisinternal then 'more' else 'fixed' end, format('trigger %I of %s', tgname, tgrelid::regclass), tgenabled::text || pg_get_triggerdef(g.oid)
	from tables t join pg_trigger g on tgrelid = t.oid
union all select 'fixed', format('rule %I of %s', rulename, ev_class::regclass), ev_enabled::text || pg_get_ruledef(r.oid) from tables t join pg_rewrite r on ev_class = t.oid
union all select 'fixed', format('policy %I of %s', polname, polrelid::regclass), '' from tables t join pg_policy on polrelid = t.oid
union all select 'fixed', format('%s inherits %s', inhrelid::regclass, inhparent::regclass), '' from tables t join pg_inherits on inhrelid = t.oid
union all select 'fixed', pg_describe_object('pg_cast'::regclass, oid, 0), '' from pg_cast where oid >= 16384
union all select 'index', format('%s %s', indexrelid, indexrelid::regclass), pg_relation_size(indexrelid)::text from tables t join pg_index on indrelid = t.oid
	where t.relkind = 'r'
union all select 'table', oid::regclass::text, '' from tables where relkind = 'r'`

// inspect reads the inventory as the judge. Only where the catalog is as it was before, if that is given, the tables themselves
// are read: they are nothing but tables then.
func (s *session) inspect(ctx context.Context, db string, before *inventory) (in *inventory, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, ownTimeout, fmt.Errorf("the case's database was not looked through after %v", ownTimeout))
	defer cancel()
	defer func() {
		if err != nil {
			err = fmt.Errorf("%w: look through the case's database: %w", errBroken, cause(ctx, err))
		}
	}()
	conn, err := s.server.Connect(ctx, db)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "set search_path = pg_catalog, pg_temp"); err != nil {
		return nil, err
	}
	if err := s.settle(ctx, conn); err != nil {
		return nil, err
	}
	in = &inventory{things: map[string]thing{}, indexes: map[string]int64{}}
	owner := s.role
	if s.problem.Kind == problems.Query { // which only reads
		owner = conn.Config().User
	}
	if err := in.read(ctx, conn, owner); err != nil {
		return nil, err
	}
	if before != nil && len(in.unlike(before)) > 0 {
		return in, nil
	}
	return in, in.count(ctx, conn)
}

func (in *inventory) read(ctx context.Context, conn *pgx.Conn, role string) error {
	rows, err := conn.Query(ctx, catalog, role)
	if err != nil {
		return err
	}
	var sort, what, state string
	_, err = pgx.ForEachRow(rows, []any{&sort, &what, &state}, func() error {
		switch sort {
		case "index":
			var size int64
			_, err := fmt.Sscan(state, &size)
			in.indexes[what] = size
			return err
		case "table":
			in.tables = append(in.tables, what)
		default:
			in.things[what] = thing{state, sort == "more"}
		}
		return nil
	})
	slices.Sort(in.tables)
	return err
}

// count counts the rows, and tells by their transactions whether any was written since.
func (in *inventory) count(ctx context.Context, conn *pgx.Conn) error {
	for _, table := range in.tables {
		var rows int64
		var first, last *string
		const count = "select count(*), min(xmin::text), max(xmin::text) from only "
		if err := conn.QueryRow(ctx, count+table).Scan(&rows, &first, &last); err != nil {
			return err
		}
		state := fmt.Sprint(rows)
		if first != nil && last != nil {
			state += " from " + *first + " to " + *last
		}
		in.things["rows of "+table] = thing{state: state}
		in.rows = max(in.rows, rows)
	}
	return nil
}

// maxWrong is how many things are named that are not as they were.
const maxWrong = 3

// unlike names what is not as it was before, beyond what a submission may do.
func (in *inventory) unlike(before *inventory) []string {
	var wrong []string
	for what, was := range before.things {
		is, there := in.things[what]
		switch {
		case !there && strings.HasPrefix(what, "rows of "): // they were not counted
		case !there:
			wrong = append(wrong, what+" is gone")
		case is.state != was.state:
			wrong = append(wrong, what+" changed")
		}
	}
	for what, is := range in.things {
		if _, there := before.things[what]; !there && !is.more {
			wrong = append(wrong, what+" was added")
		}
	}
	slices.SortFunc(wrong, func(a, b string) int { // what is of a table comes after the table
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	if more := len(wrong) - maxWrong; more > 0 {
		wrong = append(wrong[:maxWrong], fmt.Sprintf("and %d more", more))
	}
	return wrong
}

func rank(what string) int {
	for i, prefix := range []string{"rows ", "storage ", "not null ", "default ", "column ", "constraint ", `rule "_RETURN"`, `trigger "RI_`} {
		if strings.HasPrefix(what, prefix) {
			return i + 1
		}
	}
	return 0
}

// vacuum are the statements after which the planner knows all rows, and all pages are marked as visible to everybody. A row
// can't be marked before the commits of the transactions around its own are in the log, for which the first one waits where
// synchronous_commit is on.
func (in *inventory) vacuum() []string {
	if len(in.tables) == 0 {
		return nil
	}
	tables := strings.Join(in.tables, ", ")
	return []string{"analyze " + tables, "vacuum (freeze) " + tables}
}

// target is the default_statistics_target with which statistics are no sample: PostgreSQL looks at 300 times as many rows, and at
// 3,000,000 at the most.
func (in *inventory) target() string {
	return strconv.FormatInt(min(max(100, in.rows/300+1), 10000), 10)
}
