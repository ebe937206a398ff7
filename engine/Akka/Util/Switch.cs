namespace Akka.Util;

/// <summary>A switch that is on or off. Thread-safe: changes, and what is run with them, come one after the other.</summary>
public class Switch
{
    // Held while the actions given to it run: that is what it is for. Reentrant.
    private readonly Lock _gate = new();
    private volatile bool _isOn;

    /// <summary>Makes a switch.</summary>
    /// <param name="startAsOn">Whether it is on at first.</param>
    public Switch(bool startAsOn = false) => _isOn = startAsOn;

    /// <summary>True when it is on.</summary>
    public bool IsOn => _isOn;

    /// <summary>True when it is off.</summary>
    public bool IsOff => !_isOn;

    /// <summary>Turns it off and runs an action. When the action throws, it is on again.</summary>
    /// <param name="action">The action.</param>
    /// <returns>False, with nothing done, when it was off.</returns>
    public bool SwitchOff(Action action) => TranscendFrom(true, action);

    /// <summary>Turns it on and runs an action. When the action throws, it is off again.</summary>
    /// <param name="action">The action.</param>
    /// <returns>False, with nothing done, when it was on.</returns>
    public bool SwitchOn(Action action) => TranscendFrom(false, action);

    /// <summary>Turns it off.</summary>
    /// <returns>False when it was off.</returns>
    public bool SwitchOff() => TranscendFrom(true, static () => { });

    /// <summary>Turns it on.</summary>
    /// <returns>False when it was on.</returns>
    public bool SwitchOn() => TranscendFrom(false, static () => { });

    /// <summary>Runs an action when it is on, without keeping it on meanwhile.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Whether the action was run.</returns>
    public bool IfOn(Action action)
    {
        if (!_isOn) return false;
        action();
        return true;
    }

    /// <summary>Runs an action when it is off, without keeping it off meanwhile.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Whether the action was run.</returns>
    public bool IfOff(Action action)
    {
        if (_isOn) return false;
        action();
        return true;
    }

    /// <summary>Runs an action when it is on; nobody turns it off meanwhile.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Whether the action was run.</returns>
    public bool WhileOn(Action action)
    {
        lock (_gate) return IfOn(action);
    }

    /// <summary>Runs an action when it is off; nobody turns it on meanwhile.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Whether the action was run.</returns>
    public bool WhileOff(Action action)
    {
        lock (_gate) return IfOff(action);
    }

    /// <summary>Runs an action; nobody turns the switch meanwhile.</summary>
    /// <param name="action">The action.</param>
    public void Locked(Action action)
    {
        lock (_gate) action();
    }

    /// <summary>Turns it to the other side and runs an action. When the action throws, it is turned back.</summary>
    /// <param name="from">The side that it must be on: true is on.</param>
    /// <param name="action">The action.</param>
    /// <returns>False, with nothing done, when it was on the other side.</returns>
    protected bool TranscendFrom(bool from, Action action)
    {
        lock (_gate)
        {
            if (_isOn != from) return false;
            _isOn = !from;
            try
            {
                action();
                return true;
            }
            catch
            {
                _isOn = from;
                throw;
            }
        }
    }
}
