using System.Data;
using Akka.Persistence.Sql.Storage;
using Npgsql;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>Gives PostgreSQL's error codes (its manual, appendix A) the names of <see cref="StorageException"/>'s subtypes.</summary>
internal static class PostgreSqlErrors
{
    public static StorageException Create(string database, string doing, Exception error)
    {
        var code = (error as PostgresException)?.SqlState;
        var detail = error is PostgresException { MessageText: var text } ? $"{text} (PostgreSQL {code})" : error.Message.TrimEnd('.');
        var message = $"{database}: {doing} failed: {detail}.";
        return code switch
        {
            PostgresErrorCodes.DiskFull => new StorageFullException(message, error),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => new StorageLockedException(message, error),
            PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => new StorageReadOnlyException(message, error),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new StorageCorruptException(message, error),
            null => new StorageUnavailableException(message, error),
            _ when IsUnavailable(code) => new StorageUnavailableException(message, error),
            _ => new StorageException(message, error),
        };
    }

    /// <summary>True when the transaction failed because of one of its operations, so that the others succeed without it.</summary>
    public static bool ConcernsOneOperation(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ProgramLimitExceeded => true,
        var code => code.StartsWith("22", StringComparison.Ordinal) || code.StartsWith("23", StringComparison.Ordinal),
    };

    /// <summary>True when the other side closed the connection, so that a new one may succeed at once. A time-out is not that.</summary>
    public static bool IsDisconnection(Exception error) => error switch
    {
        PostgresException { SqlState: var code } => code.StartsWith("57P", StringComparison.Ordinal) || code.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>False when a new connection is called for: this one is broken, or leads to a server that has become a standby.</summary>
    public static bool IsUsableAfter(Exception error, NpgsqlConnection connection) =>
        connection.State == ConnectionState.Open && error is not PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    // Connection exceptions, refused logins, missing databases, used up resources, interventions of the operator, system and internal errors.
    private static bool IsUnavailable(string code) =>
        code[..2] is "08" or "28" or "3D" or "53" or "57" or "58" or "XX";
}
