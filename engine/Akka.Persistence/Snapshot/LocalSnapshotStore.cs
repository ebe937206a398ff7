using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Persistence.Serialization;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// A snapshot store that keeps each snapshot in a file of one folder: section <c>akka.persistence.snapshot-store.local</c>. For one process
/// on one machine. A file that cannot be read is reported as an error, and older ones are tried, <c>max-load-attempts</c> in all.
/// </summary>
public class LocalSnapshotStore : SnapshotStore
{
    private const string Prefix = "snapshot-";

    private readonly ExtendedActorSystem _system = (ExtendedActorSystem)Context.System;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly MessageDispatcher _dispatcher;
    private readonly string _folder;
    private readonly int _maxLoadAttempts;
    private readonly string? _serializer;

    /// <summary>Made by the persistence extension.</summary>
    public LocalSnapshotStore()
    {
        var config = Akka.Persistence.Persistence.Instance.Apply(_system).SnapshotConfigOf(Self);
        _dispatcher = _system.Dispatchers.Lookup(config.GetString("stream-dispatcher", ""));
        _folder = config.GetString("dir", "snapshots") is { Length: > 0 } folder ? folder : throw new ConfigurationException($"{Self.Path.Name}.dir is empty; it names the folder for snapshots.");
        _maxLoadAttempts = Math.Max(1, config.GetInt("max-load-attempts", 3));
        _serializer = config.GetString("serializer", "") is { Length: > 0 } name && config.HasPath($"akka.actor.serializers.{name}") ? name : null;
    }

    /// <inheritdoc />
    protected override async Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        (await LoadNewestReadableAsync(persistenceId, criteria).ConfigureAwait(false)).Snapshot;

    internal override Task<(SelectedSnapshot? Snapshot, int Skipped)> LoadNewestReadableAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Run(() =>
    {
        var skipped = 0;
        foreach (var metadata in Find(persistenceId, criteria.Matches).OrderByDescending(m => m.SequenceNr))
        {
            try
            {
                return (new SelectedSnapshot(metadata, Read(FileOf(metadata))), skipped);
            }
            catch (Exception unreadable) when (++skipped < _maxLoadAttempts)
            {
                _log.Error(unreadable, "Error loading snapshot [{0}], remaining attempts: [{1}]; then the events alone.", metadata, _maxLoadAttempts - skipped);
            }
        }

        return ((SelectedSnapshot?)null, skipped);
    });

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) => Run(() =>
    {
        Save(metadata, snapshot);
        return Done.Instance;
    });

    /// <summary>Writes a snapshot; under its own name the file appears only when it is whole and on disk. Blocks, on a thread of <c>stream-dispatcher</c>.</summary>
    /// <param name="metadata">Which snapshot it is.</param>
    /// <param name="snapshot">The state.</param>
    protected virtual void Save(SnapshotMetadata metadata, object snapshot)
    {
        var unfinished = WithOutputStream(metadata, stream => Serialize(stream, new Serialization.Snapshot(snapshot)));
        foreach (var older in Find(metadata.PersistenceId, other => other.SequenceNr == metadata.SequenceNr && other != metadata)) File.Delete(FileOf(older));
        unfinished.MoveTo(GetSnapshotFileForWrite(metadata).FullName, overwrite: true);
    }

    /// <summary>The file that a snapshot goes to. Its folder exists.</summary>
    /// <param name="metadata">Which snapshot.</param>
    /// <param name="extension">Added to the name, for files that are no snapshots yet.</param>
    protected FileInfo GetSnapshotFileForWrite(SnapshotMetadata metadata, string extension = "")
    {
        Directory.CreateDirectory(_folder);
        return new FileInfo(FileOf(metadata) + extension);
    }

    /// <summary>Writes a state.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="snapshot">The state.</param>
    protected void Serialize(Stream stream, Serialization.Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(snapshot);
        stream.Write(PayloadFormat.ToBytes(_system, snapshot.Data, _serializer));
    }

    /// <summary>Writes a file that is no snapshot yet, and sees that it is on disk.</summary>
    /// <param name="metadata">Which snapshot it will be.</param>
    /// <param name="p">Writes the content.</param>
    /// <returns>The file.</returns>
    protected FileInfo WithOutputStream(SnapshotMetadata metadata, Action<Stream> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var unfinished = GetSnapshotFileForWrite(metadata, ".tmp");
        using var stream = new FileStream(unfinished.FullName, FileMode.Create, FileAccess.Write);
        p(stream);
        stream.Flush(flushToDisk: true);
        return unfinished;
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata) =>
        Delete(metadata.PersistenceId, other => other.SequenceNr == metadata.SequenceNr && (metadata.Timestamp == DateTime.MinValue || other.Timestamp == metadata.Timestamp));

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Delete(persistenceId, criteria.Matches);

    private Task<Done> Delete(string persistenceId, Func<SnapshotMetadata, bool> which) => Run(() =>
    {
        foreach (var metadata in Find(persistenceId, which)) File.Delete(FileOf(metadata));
        return Done.Instance;
    });

    // The disk blocks, so that it has threads of its own.
    private Task<T> Run<T>(Func<T> work)
    {
        var completion = new TaskCompletionSource<T>();
        _dispatcher.Schedule(() =>
        {
            try
            {
                completion.SetResult(work());
            }
            catch (Exception e)
            {
                completion.SetException(e);
            }
        });
        return completion.Task;
    }

    private string FileOf(SnapshotMetadata metadata) => Path.Combine(
        _folder,
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Uri.EscapeDataString(metadata.PersistenceId)}-{metadata.SequenceNr}-{metadata.Timestamp.Ticks}"));

    private List<SnapshotMetadata> Find(string persistenceId, Func<SnapshotMetadata, bool> which)
    {
        if (!Directory.Exists(_folder)) return [];
        var prefix = $"{Prefix}{Uri.EscapeDataString(persistenceId)}-";
        var found = new List<SnapshotMetadata>();
        foreach (var path in Directory.EnumerateFiles(_folder, prefix + "*"))
        {
            // Another id may begin with this one and a '-': what is left must be two numbers.
            if (Path.GetFileName(path)[prefix.Length..].Split('-') is not [var number, var ticks]) continue;
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequenceNr)) continue;
            if (!long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp) || timestamp > DateTime.MaxValue.Ticks) continue;
            var metadata = new SnapshotMetadata(persistenceId, sequenceNr, new DateTime(timestamp, DateTimeKind.Utc));
            if (which(metadata)) found.Add(metadata);
        }

        return found;
    }

    private object Read(string path) => PayloadFormat.FromBytes(_system, File.ReadAllBytes(path));
}
