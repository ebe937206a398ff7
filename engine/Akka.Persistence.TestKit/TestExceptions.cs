namespace Akka.Persistence.TestKit;

/// <summary>The test said that the plugin cannot reach its storage.</summary>
public class TestConnectionException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TestConnectionException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public TestConnectionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="inner">The error that led to it.</param>
    public TestConnectionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The test said that the journal fails: the persistent actor is stopped.</summary>
public class TestJournalFailureException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TestJournalFailureException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public TestJournalFailureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="inner">The error that led to it.</param>
    public TestJournalFailureException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The test said that the journal refuses an event: the persistent actor goes on.</summary>
public class TestJournalRejectionException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TestJournalRejectionException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public TestJournalRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="inner">The error that led to it.</param>
    public TestJournalRejectionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The test said that the snapshot store fails.</summary>
public class TestSnapshotStoreFailureException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TestSnapshotStoreFailureException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public TestSnapshotStoreFailureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="inner">The error that led to it.</param>
    public TestSnapshotStoreFailureException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
