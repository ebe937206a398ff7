using Akka.Persistence.Sql.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>
/// Many appends as one statement over arrays: see <see cref="PostgreSqlSchema.Append"/>. Holds its arrays from one use to the next, so that a
/// group costs no allocation here. Used by one thread.
/// </summary>
internal sealed class AppendStatement
{
    // What the server has to hold in memory for one statement. More goes into a second one of the same transaction.
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly TableSet _tables;
    private readonly bool _hasTagColumn;
    private readonly bool _hasTagTable;
    private readonly string _sql;
    private readonly string _sqlWithTags;

    private readonly List<string> _ids = [];
    private readonly List<long> _previous = [];
    private readonly List<long> _first = [];
    private readonly List<long> _created = [];
    private readonly List<string?> _writers = [];

    private readonly List<long> _operations = [];
    private readonly List<long> _numbers = [];
    private readonly List<byte[]> _payloads = [];
    private readonly List<string> _manifests = [];
    private readonly List<int?> _serializers = [];
    private readonly List<string?> _csv = [];

    private readonly List<string> _tagIds = [];
    private readonly List<long> _tagNumbers = [];
    private readonly List<string> _tags = [];

    private readonly NpgsqlBatchCommand _command = new();
    private readonly List<NpgsqlParameter> _tagParameters = [];
    private readonly List<AppendEvents> _appends = [];
    private long _bytes;

    public AppendStatement(TableSet tables, PostgreSqlSchema schema)
    {
        _tables = tables;
        (_hasTagColumn, _hasTagTable) = (schema.HasTagColumn, schema.HasTagTable);
        (_sql, _sqlWithTags) = (schema.Append(withTags: false), schema.Append(withTags: true));
        var parameters = _command.Parameters;
        parameters.Add(Text(_ids));
        parameters.Add(Number(_previous));
        parameters.Add(Number(_first));
        parameters.Add(Number(_created));
        parameters.Add(Text(_writers));
        parameters.Add(Number(_operations));
        parameters.Add(Number(_numbers));
        parameters.Add(new NpgsqlParameter<List<byte[]>> { TypedValue = _payloads, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        parameters.Add(Text(_manifests));
        parameters.Add(new NpgsqlParameter<List<int?>> { TypedValue = _serializers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        if (_hasTagColumn) parameters.Add(Text(_csv));
        _tagParameters.AddRange([Text(_tagIds), Number(_tagNumbers), Text(_tags)]);
    }

    public TableSet Tables => _tables;

    /// <summary>The appends in it, in the order of the numbers that the statement's rows have.</summary>
    public IReadOnlyList<AppendEvents> Appends => _appends;

    public bool IsFull => _bytes > MaxBytes;

    public void Clear()
    {
        foreach (var list in (ReadOnlySpan<System.Collections.IList>)[
            _ids, _previous, _first, _created, _writers, _operations, _numbers, _payloads, _manifests, _serializers, _csv, _tagIds, _tagNumbers, _tags, _appends])
        {
            list.Clear();
        }

        _bytes = 0;
    }

    public void Add(AppendEvents append)
    {
        var rows = append.Events;
        _appends.Add(append);
        _ids.Add(append.PersistenceId);
        _previous.Add(append.PreviousSequenceNr ?? -1);
        _first.Add(rows[0].SequenceNr);
        _created.Add(rows[0].Created);
        _writers.Add(rows[0].WriterUuid);
        foreach (ref readonly var row in rows)
        {
            _operations.Add(_appends.Count);
            _numbers.Add(row.SequenceNr);
            _payloads.Add(row.Payload);
            _manifests.Add(row.Manifest);
            _serializers.Add(row.SerializerId);
            _bytes += row.Payload.Length;
            if (_hasTagColumn) _csv.Add(_tables.TagsAsText(row.Tags));
            if (!_hasTagTable || row.Tags is not { Count: > 0 }) continue;
            foreach (var tag in row.Tags)
            {
                _tagIds.Add(append.PersistenceId);
                _tagNumbers.Add(row.SequenceNr);
                _tags.Add(tag);
            }
        }
    }

    /// <summary>The command with what was added.</summary>
    public NpgsqlBatchCommand Command()
    {
        var withTags = _tags.Count > 0;
        var hasTags = _command.Parameters.Contains(_tagParameters[0]);
        _command.CommandText = withTags ? _sqlWithTags : _sql;
        foreach (var parameter in _tagParameters)
        {
            if (withTags && !hasTags) _command.Parameters.Add(parameter);
            else if (!withTags && hasTags) _command.Parameters.Remove(parameter);
        }

        return _command;
    }

    private static NpgsqlParameter<List<T>> Text<T>(List<T> list) => new() { TypedValue = list, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<List<long>> Number(List<long> list) => new() { TypedValue = list, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
}
