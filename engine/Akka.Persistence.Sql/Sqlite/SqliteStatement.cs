using System.Buffers;
using System.Text;
using Akka.Persistence.Sql.Storage;
using SQLitePCL;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>
/// One prepared statement, used through the native interface: a row written or read this way allocates nothing beyond its own data,
/// where ADO.NET would box each parameter and make a reader per execution.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteConnectionHandle _connection;
    private readonly sqlite3_stmt _statement;
    private readonly string _doing;

    /// <param name="connection">The connection that it belongs to.</param>
    /// <param name="doing">What the statement does, for error messages.</param>
    /// <param name="sql">One statement with numbered parameters.</param>
    public SqliteStatement(SqliteConnectionHandle connection, string doing, string sql)
    {
        _connection = connection;
        _doing = doing;
        var code = raw.sqlite3_prepare_v2(connection.Db, sql, out _statement);
        if (code != raw.SQLITE_OK) throw connection.Error(doing, code);
    }

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, parameter, value));

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    public void Bind(int parameter, string? value)
    {
        if (value is null)
        {
            BindNull(parameter);
            return;
        }

        // The driver copies the bytes before it returns.
        const int OnStack = 512;
        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = longest > OnStack ? ArrayPool<byte>.Shared.Rent(longest) : null;
        var buffer = rented ?? stackalloc byte[OnStack];
        Check(raw.sqlite3_bind_text(_statement, parameter, buffer[..Encoding.UTF8.GetBytes(value, buffer)]));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Binds the five parameters that select a range of snapshots.</summary>
    public void BindRange(string persistenceId, SnapshotRange range)
    {
        Bind(1, persistenceId);
        Bind(2, range.MinSequenceNr);
        Bind(3, range.MaxSequenceNr);
        Bind(4, range.MinCreated);
        Bind(5, range.MaxCreated);
    }

    /// <summary>Runs the statement to its end and makes it ready for the next time.</summary>
    /// <returns>The result code; 0 means success.</returns>
    public int TryExecute()
    {
        int code;
        do code = raw.sqlite3_step(_statement);
        while (code == raw.SQLITE_ROW);
        var extended = code == raw.SQLITE_DONE ? raw.SQLITE_OK : raw.sqlite3_extended_errcode(_connection.Db);
        raw.sqlite3_reset(_statement);
        return extended;
    }

    /// <summary>Runs the statement to its end and makes it ready for the next time.</summary>
    public void Execute()
    {
        var code = TryExecute();
        if (code != raw.SQLITE_OK) throw _connection.Error(_doing, code);
    }

    /// <summary>Moves to the next row. After false, or an exception, the statement is ready for the next time.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        var extended = code == raw.SQLITE_DONE ? raw.SQLITE_OK : raw.sqlite3_extended_errcode(_connection.Db);
        raw.sqlite3_reset(_statement);
        return extended == raw.SQLITE_OK ? false : throw _connection.Error(_doing, extended);
    }

    /// <summary>Ends a read before its last row, which lets go of the read transaction.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a blob or text column; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK) return;
        raw.sqlite3_reset(_statement);
        throw _connection.Error(_doing, code);
    }
}
