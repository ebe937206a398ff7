using Akka.Persistence.Sql.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>One open connection with the settings that all of ours share.</summary>
internal sealed class SqliteConnectionHandle : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _database;

    static SqliteConnectionHandle() => Batteries_V2.Init();

    public SqliteConnectionHandle(string database, DatabaseOptions options)
    {
        _database = database;
        // Our connections are few, long-lived and tuned one by one; a pool would hand them out with another's settings.
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false };
        _connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            _connection.Open();
            Db = _connection.Handle!;
            raw.sqlite3_extended_result_codes(Db, 1);
            raw.sqlite3_busy_timeout(Db, (int)options.BusyTimeout.TotalMilliseconds);
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw SqliteErrors.Create(database, "opening it", e);
        }
    }

    public sqlite3 Db { get; }

    /// <summary>False after an error that leaves the connection in doubt.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>True outside of a transaction, also after SQLite rolled one back by itself.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(Db) != 0;

    public void Execute(string doing, string sql)
    {
        var code = raw.sqlite3_exec(Db, sql);
        if (code != raw.SQLITE_OK) throw Error(doing, raw.sqlite3_extended_errcode(Db));
    }

    /// <summary>The error for a result code, with SQLite's own words for the last failure.</summary>
    public StorageException Error(string doing, int code)
    {
        if (SqliteErrors.NeedsNewConnection(code)) IsUsable = false;
        return SqliteErrors.Create(_database, doing, code, raw.sqlite3_errmsg(Db).utf8_to_string());
    }

    public void Dispose() => _connection.Dispose();
}
