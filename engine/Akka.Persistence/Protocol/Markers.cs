using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Marks what persistent actors, journals and snapshot stores say to each other.</summary>
public interface IPersistenceMessage : INoSerializationVerificationNeeded;

/// <summary>Marks what goes between a persistent actor and a journal.</summary>
public interface IJournalMessage : IPersistenceMessage;

/// <summary>Marks what a journal is asked.</summary>
public interface IJournalRequest : IJournalMessage;

/// <summary>Marks what a journal answers.</summary>
public interface IJournalResponse : IJournalMessage;

/// <summary>Marks what goes between a persistent actor and a snapshot store.</summary>
public interface ISnapshotMessage : IPersistenceMessage;

/// <summary>Marks what a snapshot store is asked.</summary>
public interface ISnapshotRequest : ISnapshotMessage;

/// <summary>Marks what a snapshot store answers.</summary>
public interface ISnapshotResponse : ISnapshotMessage;
