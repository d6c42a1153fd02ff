package sql

// deny takes the making of things from everybody, in the database that those of cases are copies of.
const deny = "revoke create on schema public from public; revoke usage on language plpgsql from public;"

// denyCatalog takes what reaches beyond a case's database, or beyond a statement. Only a superuser can: the catalog is a
// superuser's. Each database has its own privileges for what all of them share, too. Which functions there are, each version
// of PostgreSQL decides.
//
//   - Settings: memory and parallel processes for a query within the query.
//   - The text of what runs: a query could tell by it that its plan is being measured.
//   - Advisory locks: the table of locks is one for the whole server, and can be filled.
//   - Messages in the log of writes: it is one, too, and they are written in a read-only transaction.
//   - Notifications, large objects, exported snapshots, signals: whatever might outlive the statement, or be met by another.
//   - Statistics, locks, roles, databases, with their comments, settings and sizes, and what the log of writes has come to:
//     they tell of others. The name of a role can still be had for its number, but names are random.
const denyCatalog = `do $$ begin
	execute (select 'revoke execute on function ' || string_agg(oid::regprocedure::text, ', ') || ' from public' from pg_proc
		where pronamespace = 'pg_catalog'::regnamespace and prokind = 'f' and proname ~ ('^(set_config|pg_(try_)?advisory_.*|'
			|| 'pg_notify|pg_logical_emit_message|pg_export_snapshot|pg_(cancel|terminate)_backend|pg_log_.*|pg_lock_.*|pg_prepared_xact|'
			|| 'pg_stat_get_.*|pg_(safe_snapshot_)?blocking_pids|pg_isolation_test_session_is_blocked|pg_notification_queue_usage|'
			|| 'lo_.*|loread|lowrite|inet_(server|client)_(addr|port)|'
			|| 'pg_get_(userbyid|multixact_members|replication_slots)|pg_show_replication_origin_status|pg_.*replication_(slot|origin).*|'
			|| 'pg_logical_slot_.*|pg_control_.*|pg_current_wal_.*|pg_last_.*|pg_xact_.*|txid_status|pg_current_snapshot|txid_current_snapshot|'
			|| 'pg_tablespace_.*|pg_database_size|shobj_description|current_query|pg_cursor|pg_prepared_statement)$'));
	execute (select 'revoke all on ' || string_agg(oid::regclass::text, ', ') || ' from public' from pg_class
		where relnamespace = 'pg_catalog'::regnamespace and (relkind = 'r' and relisshared or relkind = 'v' and relname ~
			'^pg_(stat_.*|statio_.*|locks|prepared_xacts|roles|user|group|shadow|user_mappings|replication_.*|seclabels|publication_tables)$'));
end $$;`
