using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using AkkaSerialization = Akka.Serialization.Serialization;

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
                _log.Error(unreadable, "Snapshot {0} of [{1}] cannot be read; trying an older one, or the events.", metadata.SequenceNr, persistenceId);
            }
        }

        return ((SelectedSnapshot?)null, skipped);
    });

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var content = Serialize(snapshot);
        return Run(() =>
        {
            Directory.CreateDirectory(_folder);
            // Under its name the file appears only when it is whole and on disk.
            var file = FileOf(metadata);
            var unfinished = file + ".tmp";
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            foreach (var older in Find(metadata.PersistenceId, other => other.SequenceNr == metadata.SequenceNr && other != metadata)) File.Delete(FileOf(older));
            File.Move(unfinished, file, overwrite: true);
            return Done.Instance;
        });
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

    // Serializer id, manifest, then the state.
    private byte[] Serialize(object snapshot) => AkkaSerialization.WithTransport(
        _system,
        (System: _system, Snapshot: snapshot, Serializer: _serializer),
        static call =>
        {
            var serializer = call.System.Serialization.FindSerializerFor(call.Snapshot, call.Serializer);
            using var buffer = new MemoryStream();
            using var writer = new BinaryWriter(buffer, Encoding.UTF8);
            writer.Write(serializer.Identifier);
            writer.Write(AkkaSerialization.ManifestFor(serializer, call.Snapshot));
            writer.Write(serializer.ToBinary(call.Snapshot));
            writer.Flush();
            return buffer.ToArray();
        });

    private object Read(string path)
    {
        using var stream = new MemoryStream(File.ReadAllBytes(path));
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var serializer = reader.ReadInt32();
        var manifest = reader.ReadString();
        return _system.Serialization.Deserialize(reader.ReadBytes((int)(stream.Length - stream.Position)), serializer, manifest);
    }
}
