using Npgsql;

namespace Akka.Persistence.Sql.PostgreSql;

/// <summary>Reads a text column that has the same content in nearly all neighbouring rows: one string for all of them. Used by one thread.</summary>
internal sealed class RepeatedText
{
    private byte[] _last = new byte[256];
    private byte[] _read = new byte[256];
    private int _length;
    private string _text = "";

    /// <summary>The column's text in the current row; empty for null.</summary>
    public string Read(NpgsqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column)) return "";
        var length = (int)reader.GetBytes(column, 0, _read, 0, _read.Length);
        if (length == _read.Length) return reader.GetString(column); // there may be more of it
        if (!_read.AsSpan(0, length).SequenceEqual(_last.AsSpan(0, _length)))
        {
            _text = reader.GetString(column);
            (_read, _last, _length) = (_last, _read, length);
        }

        return _text;
    }
}
