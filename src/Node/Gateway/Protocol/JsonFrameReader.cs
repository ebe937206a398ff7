using System.Text;
using System.Text.Json;

namespace Switchboard.Node.Gateway.Protocol;

/// <summary>Takes one text frame apart. Reads to the end even after an error, so that a frame in error can still be answered by its ref.</summary>
internal ref struct JsonFrameReader(ReadOnlyMemory<byte> frame)
{
    /// <summary>The events clients send most: these are not made into new strings for each frame.</summary>
    private static readonly string[] KnownEvents = [Events.NewMessage, Events.Heartbeat, Events.Join, Events.Leave];

    private readonly ReadOnlyMemory<byte> _frame = frame;
    private Utf8JsonReader _reader = new(frame.Span);
    private FrameError _error;
    private string? _joinRef;
    private string? _ref;
    private string? _topic;
    private string? _event;
    private ReadOnlyMemory<byte> _payload;
    private bool _hasPayload;

    /// <exception cref="JsonException">The frame is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A name holds an escaped half of a surrogate pair.</exception>
    public ClientFrame Read(WireVersion version)
    {
        _reader.Read();
        if (version == WireVersion.V2 && _reader.TokenType == JsonTokenType.StartArray)
            ReadArray();
        else if (version == WireVersion.V1 && _reader.TokenType == JsonTokenType.StartObject)
            ReadObject();
        else
            ReadNothing();
        // One read more than there are tokens: it throws when something follows the value.
        _reader.Read();
        return new ClientFrame(_joinRef, _ref, _topic ?? "", _event ?? "", _payload, IsBinary: false, _error);
    }

    private void ReadArray()
    {
        var count = 0;
        for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; count++)
        {
            switch (count)
            {
                case 0: _joinRef = Ref(); break;
                case 1: _ref = Ref(); break;
                case 2: _topic = Topic(); break;
                case 3: _event = Event(); break;
                case 4: Payload(); break;
                default: _reader.Skip(); break;
            }
        }
        if (count != 5)
            _error = FrameError.WrongLength;
    }

    private void ReadObject()
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            if (IsKey("topic"u8))
                _topic = Topic();
            else if (IsKey("event"u8))
                _event = Event();
            else if (IsKey("ref"u8))
                _ref = Ref();
            else if (IsKey("join_ref"u8))
                _joinRef = Ref();
            else if (IsKey("payload"u8))
                Payload();
            else
                _reader.Skip();
        }
        if (_error == FrameError.None && (_topic is null || _event is null || !_hasPayload))
            _error = FrameError.WrongLength;
    }

    private void ReadNothing()
    {
        _error = FrameError.WrongShape;
        _reader.Skip();
    }

    /// <summary>True when the key read last is this one; the reader then stands on its value.</summary>
    private bool IsKey(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name) && _reader.Read();

    private string? Ref() => _reader.TokenType == JsonTokenType.Null ? null : Text(Events.MaxNameBytes, FrameError.NameTooLong);

    private string? Topic() => Text(Events.MaxTopicBytes, FrameError.TopicTooLong);

    private string? Event()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            foreach (var known in KnownEvents)
            {
                if (_reader.ValueTextEquals(known))
                    return known;
            }
        }
        return Text(Events.MaxNameBytes, FrameError.NameTooLong);
    }

    private string? Text(int maxBytes, FrameError tooLong)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            Fail(FrameError.WrongType);
            _reader.Skip();
            return null;
        }
        var text = _reader.GetString()!;
        if (_reader.ValueSpan.Length <= maxBytes || Encoding.UTF8.GetByteCount(text) <= maxBytes)
            return text;
        Fail(tooLong);
        return null;
    }

    private void Payload()
    {
        _hasPayload = true;
        if (_reader.TokenType != JsonTokenType.StartObject)
            Fail(FrameError.PayloadNotObject);
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        _payload = _frame[start..(int)_reader.BytesConsumed];
    }

    private void Fail(FrameError error)
    {
        if (_error == FrameError.None)
            _error = error;
    }
}
