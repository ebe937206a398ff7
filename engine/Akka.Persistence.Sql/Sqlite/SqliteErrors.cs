using Akka.Persistence.Sql.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Akka.Persistence.Sql.Sqlite;

/// <summary>Gives SQLite's result codes (https://www.sqlite.org/rescode.html) the names of <see cref="StorageException"/>'s subtypes.</summary>
internal static class SqliteErrors
{
    /// <summary>An error without a name of its own but with a code, for the few places that look at codes.</summary>
    internal sealed class CodedException(int code, string message) : StorageException(message)
    {
        public int Code { get; } = code;
    }

    /// <summary>The part of a result code that says what kind of error it is.</summary>
    public static int Primary(int code) => code & 0xff;

    public static StorageException Create(string database, string doing, int code, string detail, Exception? inner = null)
    {
        var message = $"{database}: {doing} failed: {detail} (SQLite {code}).";
        return Primary(code) switch
        {
            raw.SQLITE_FULL => new StorageFullException(message, inner),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageLockedException(message, inner),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new StorageReadOnlyException(message, inner),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new StorageCorruptException(message, inner),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL => new StorageUnavailableException(message, inner),
            _ => new CodedException(code, message),
        };
    }

    public static StorageException Create(string database, string doing, SqliteException e) =>
        Create(database, doing, e.SqliteExtendedErrorCode, e.Message, e);

    /// <summary>True for an error that concerns one row, so that the rest of the transaction can go on.</summary>
    public static bool ConcernsOneRow(int code) =>
        Primary(code) is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH;

    /// <summary>True for an error after which the connection itself is in doubt.</summary>
    public static bool NeedsNewConnection(int code) =>
        Primary(code) is not (raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH);
}
