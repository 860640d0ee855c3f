<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>feel {mood}</source>
        <translation>感受为{mood}</translation>
    </message>
    <message>
        <source>on the map: {mood}</source>
        <translation>在地图上：{mood}</translation>
    </message>
    <message>
        <source>other chords</source>
        <translation>换了和弦</translation>
    </message>
    <message>
        <source>1 bar</source>
        <translation>1 小节</translation>
    </message>
    <message>
        <source>{n} bars</source>
        <translation>{n} 小节</translation>
    </message>
    <message>
        <source>change the chords</source>
        <translation>修改和弦</translation>
    </message>
    <message>
        <source>regenerate unlocked</source>
        <translation>重新生成未锁定</translation>
    </message>
    <message>
        <source>regenerate</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>performance settings</source>
        <translation>演奏设置</translation>
    </message>
    <message>
        <source>key</source>
        <translation>调</translation>
    </message>
    <message>
        <source>tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>metre</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>instrument</source>
        <translation>乐器</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>音型</translation>
    </message>
    <message>
        <source>ending</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>lock chords</source>
        <translation>锁定和弦</translation>
    </message>
    <message>
        <source>unlock chords</source>
        <translation>解锁和弦</translation>
    </message>
    <message>
        <source>lock {chord}</source>
        <translation>锁定 {chord}</translation>
    </message>
    <message>
        <source>unlock {chord}</source>
        <translation>解锁 {chord}</translation>
    </message>
</context>
<context>
    <name>AppActions</name>
    <message>
        <source>&amp;Write a request</source>
        <translation>写下请求(&amp;W)</translation>
    </message>
    <message>
        <source>Rendering audio</source>
        <translation>正在渲染音频</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>正在重试</translation>
    </message>
    <message>
        <source>Reuse the last &amp;recording</source>
        <translation>再用上次的录音(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;generate</source>
        <translation>重新生成(&amp;G)</translation>
    </message>
    <message>
        <source>Regenerate u&amp;nlocked chords</source>
        <translation>重新生成未锁定的和弦(&amp;N)</translation>
    </message>
    <message>
        <source>Reset a&amp;ll to Auto</source>
        <translation>全部恢复自动(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Back to the previous take</source>
        <translation>返回上一版(&amp;B)</translation>
    </message>
    <message>
        <source>Searc&amp;h takes</source>
        <translation>搜索作品(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Copy chords as text</source>
        <translation>将和弦复制为文本(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出…(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Save MIDI…</source>
        <translation>保存 MIDI…(&amp;S)</translation>
    </message>
    <message>
        <source>Save a&amp;udio…</source>
        <translation>保存音频…(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;My music…</source>
        <translation>我的音乐…(&amp;M)</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>设置…(&amp;E)</translation>
    </message>
    <message>
        <source>Show the &amp;tour</source>
        <translation>显示导览(&amp;T)</translation>
    </message>
    <message>
        <source>Show the &amp;log</source>
        <translation>显示日志(&amp;L)</translation>
    </message>
    <message>
        <source>A&amp;bout Composer</source>
        <translation>关于 Composer(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source> bpm</source>
        <translation> bpm</translation>
    </message>
    <message>
        <source> bars</source>
        <translation> 小节</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>in {tonic}</source>
        <translation>{tonic} 调</translation>
    </message>
    <message>
        <source>{tonic} major</source>
        <translation>{tonic} 大调</translation>
    </message>
    <message>
        <source>{tonic} minor</source>
        <translation>{tonic} 小调</translation>
    </message>
    <message>
        <source>major</source>
        <translation>大调</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>小调</translation>
    </message>
    <message>
        <source>as a loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>with an ending</source>
        <translation>有收尾</translation>
    </message>
    <message>
        <source>{tempo:g} bpm</source>
        <translation>{tempo:g} bpm</translation>
    </message>
    <message>
        <source>in {metre}</source>
        <translation>{metre} 拍</translation>
    </message>
    <message>
        <source>{seconds:g} seconds</source>
        <translation>{seconds:g} 秒</translation>
    </message>
    <message>
        <source>{pattern} pattern</source>
        <translation>{pattern}音型</translation>
    </message>
    <message>
        <source>1 bar</source>
        <translation>1 小节</translation>
    </message>
    <message>
        <source>{count} bars</source>
        <translation>{count} 小节</translation>
    </message>
</context>
<context>
    <name>Callout</name>
    <message>
        <source>Ne&amp;xt</source>
        <translation>下一步(&amp;X)</translation>
    </message>
    <message>
        <source>Go on (right arrow)</source>
        <translation>继续（右箭头）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Go back (left arrow)</source>
        <translation>返回（左箭头）</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>End the tour (Esc). The menu brings it back</source>
        <translation>结束导览（Esc）。可从菜单重新打开</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number}／{total}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Tour, {count}: {title}</source>
        <translation>导览，{count}：{title}</translation>
    </message>
</context>
<context>
    <name>ChordController</name>
    <message>
        <source>No other chords fit around the locked ones. Unlock a chord and try again.</source>
        <translation>没有其他和弦适合已锁定的和弦。请解锁一个后重试。</translation>
    </message>
    <message>
        <source>Generating chords</source>
        <translation>正在生成和弦</translation>
    </message>
    <message>
        <source>Arranging</source>
        <translation>正在编配</translation>
    </message>
</context>
<context>
    <name>ChordEditor</name>
    <message>
        <source>Click to preview (H), drag to move (Ctrl+←, Ctrl+→), right-click for more.</source>
        <translation>点击试听（H），拖动移位（Ctrl+←、Ctrl+→），右键更多。</translation>
    </message>
    <message>
        <source>Lock or unlock chord (K or Enter)</source>
        <translation>锁定或解锁和弦（K 或 Enter）</translation>
    </message>
    <message>
        <source>Alternatives and edits (Menu key)</source>
        <translation>替代和弦与编辑（菜单键）</translation>
    </message>
    <message>
        <source>Drag to change the length (+, −)</source>
        <translation>拖动以改变时值（+、−）</translation>
    </message>
</context>
<context>
    <name>ChordMenu</name>
    <message>
        <source>Loc&amp;k chord</source>
        <translation>锁定和弦(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>试听(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Regenerate unlocked</source>
        <translation>重新生成未锁定(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Inversion</source>
        <translation>转位(&amp;I)</translation>
    </message>
</context>
<context>
    <name>ChordRow</name>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已保留</translation>
    </message>
</context>
<context>
    <name>ConstraintChip</name>
    <message>
        <source>You said “{words}”. </source>
        <translation>你说了“{words}”。</translation>
    </message>
    <message>
        <source>Click to change; Delete removes it</source>
        <translation>点击可更改；按 Delete 移除</translation>
    </message>
    <message>
        <source>Remove this and compose again</source>
        <translation>移除它并重新作曲</translation>
    </message>
    <message>
        <source>Remove {thing}</source>
        <translation>去掉“{thing}”</translation>
    </message>
</context>
<context>
    <name>ConstraintChips</name>
    <message>
        <source>Your other constraints</source>
        <translation>你的其他要求</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Unexpected error in {name}</source>
        <translation>{name} 发生意外错误</translation>
    </message>
    <message>
        <source>Something went wrong. Your takes are safe, and you can continue. To help us fix it, copy the details and send them to the developers. The log is at
{log}</source>
        <translation>出现了错误。你的作品都安全，可以继续。若想帮助我们修复，请复制详细信息并发给开发者。日志位于
{log}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详细信息(&amp;C)</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Next &amp;inversion</source>
        <translation>下一转位(&amp;I)</translation>
    </message>
    <message>
        <source>Octave &amp;up</source>
        <translation>升八度(&amp;U)</translation>
    </message>
    <message>
        <source>Octave d&amp;own</source>
        <translation>降八度(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Longer by a beat</source>
        <translation>加长一拍(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Shorter by a beat</source>
        <translation>缩短一拍(&amp;S)</translation>
    </message>
    <message>
        <source>Pre&amp;vious inversion</source>
        <translation>上一转位(&amp;V)</translation>
    </message>
    <message>
        <source>Move l&amp;eft</source>
        <translation>左移(&amp;E)</translation>
    </message>
    <message>
        <source>Move ri&amp;ght</source>
        <translation>右移(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制一份(&amp;D)</translation>
    </message>
    <message>
        <source>Dele&amp;te</source>
        <translation>删除(&amp;T)</translation>
    </message>
    <message>
        <source>Root position</source>
        <translation>原位</translation>
    </message>
    <message>
        <source>First inversion</source>
        <translation>第一转位</translation>
    </message>
    <message>
        <source>Second inversion</source>
        <translation>第二转位</translation>
    </message>
    <message>
        <source>Third inversion</source>
        <translation>第三转位</translation>
    </message>
</context>
<context>
    <name>EmotionBar</name>
    <message>
        <source>, from {words}</source>
        <translation>，来自{words}</translation>
    </message>
</context>
<context>
    <name>EmotionMap</name>
    <message>
        <source>Map of feelings</source>
        <translation>情绪地图</translation>
    </message>
    <message>
        <source>Drag the point, or move it with the arrow keys; click a feeling to choose it</source>
        <translation>拖动圆点，或用方向键移动；点击一种情绪即可选择</translation>
    </message>
    <message>
        <source>Compose it {emotion} instead</source>
        <translation>改作“{emotion}”</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>I want a song that expresses hope and wonder</source>
        <translation>我想要一首表达希望与惊奇的歌</translation>
    </message>
    <message>
        <source>Something slow and nostalgic in D minor, like an old photograph</source>
        <translation>D小调，慢而怀旧，像一张老照片</translation>
    </message>
    <message>
        <source>Not sad any more: eight bars of quiet joy, in three</source>
        <translation>不再悲伤：八小节安静的喜悦，三拍子</translation>
    </message>
</context>
<context>
    <name>ExportBar</name>
    <message>
        <source>Drag MIDI</source>
        <translation>拖出 MIDI</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出…(&amp;E)</translation>
    </message>
    <message>
        <source>Save as MIDI, audio, a score or a chart (Ctrl+E)</source>
        <translation>保存为 MIDI、音频、乐谱或和弦谱（Ctrl+E）</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>在文件夹中显示(&amp;F)</translation>
    </message>
    <message>
        <source>Show the MIDI file in its folder</source>
        <translation>在文件夹中显示 MIDI 文件</translation>
    </message>
    <message>
        <source>Cop&amp;y file path</source>
        <translation>复制文件路径(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy the path of the MIDI file</source>
        <translation>复制 MIDI 文件的路径</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>{name} {version}

Say or type what you feel; hear, see and keep the chords that carry it.

Everything runs on this computer: no sound, text or data leaves it.
The chords that you make are yours, free to use.</source>
        <translation>{name} {version}

说出或写下你的感受；聆听、查看并保留承载它的和弦。

一切都在这台电脑上运行：声音、文字和数据都不会离开。
你做出的和弦归你所有，可自由使用。</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>File format; remembered for the next export</source>
        <translation>文件格式；下次导出时沿用</translation>
    </message>
    <message>
        <source>Chord &amp;names as markers</source>
        <translation>和弦名作为标记(&amp;N)</translation>
    </message>
    <message>
        <source>Music programs show them above the tracks; some make a track of them</source>
        <translation>音乐软件把它们显示在轨道上方；有的会单独成轨</translation>
    </message>
    <message>
        <source>{bits}-bit</source>
        <translation>{bits} 位</translation>
    </message>
    <message>
        <source>16-bit for CD, 24-bit for production</source>
        <translation>16 位用于 CD，24 位用于制作</translation>
    </message>
    <message>
        <source>&amp;Bit depth</source>
        <translation>位深度(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>另存为…(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>1 beat</source>
        <translation>1 拍</translation>
    </message>
    <message>
        <source>{n} beats</source>
        <translation>{n} 拍</translation>
    </message>
    <message>
        <source>over {bass}, which is none of its tones</source>
        <translation>低音为 {bass}，非和弦音</translation>
    </message>
    <message>
        <source>{bass} in the bass (first inversion)</source>
        <translation>低音为 {bass}（第一转位）</translation>
    </message>
    <message>
        <source>{bass} in the bass (second inversion)</source>
        <translation>低音为 {bass}（第二转位）</translation>
    </message>
    <message>
        <source>{bass} in the bass (third inversion)</source>
        <translation>低音为 {bass}（第三转位）</translation>
    </message>
</context>
<context>
    <name>Feelings</name>
    <message>
        <source>very bright</source>
        <translation>非常明亮</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>明亮</translation>
    </message>
    <message>
        <source>between bright and dark</source>
        <translation>明暗之间</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>黑暗</translation>
    </message>
    <message>
        <source>very dark</source>
        <translation>非常黑暗</translation>
    </message>
    <message>
        <source>very lively</source>
        <translation>非常活跃</translation>
    </message>
    <message>
        <source>lively</source>
        <translation>活跃</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>适中</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>very calm</source>
        <translation>非常平静</translation>
    </message>
    <message>
        <source>{valence}, {arousal}</source>
        <translation>{valence}，{arousal}</translation>
    </message>
    <message>
        <source>No emotion detected</source>
        <translation>未检测到情绪</translation>
    </message>
</context>
<context>
    <name>FileDragHandle</name>
    <message>
        <source>Drag onto a track in your DAW. Click to copy the file.</source>
        <translation>拖到 DAW 的轨道上。点击可复制文件。</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Drop a folder with your MIDI files here, or choose one</source>
        <translation>把存放 MIDI 文件的文件夹拖到这里，或选择一个</translation>
    </message>
    <message>
        <source>Folder with your music</source>
        <translation>你的音乐文件夹</translation>
    </message>
    <message>
        <source>A folder with MIDI files or chord charts; subfolders are included</source>
        <translation>含 MIDI 文件或和弦谱的文件夹；包括子文件夹</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择…(&amp;C)</translation>
    </message>
    <message>
        <source>Choose a folder with your music</source>
        <translation>选择你的音乐文件夹</translation>
    </message>
    <message>
        <source>Your music</source>
        <translation>你的音乐</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>MIDI file</source>
        <translation>MIDI 文件</translation>
    </message>
    <message>
        <source>WAV audio</source>
        <translation>WAV 音频</translation>
    </message>
    <message>
        <source>FLAC audio</source>
        <translation>FLAC 音频</translation>
    </message>
    <message>
        <source>MusicXML score</source>
        <translation>MusicXML 乐谱</translation>
    </message>
    <message>
        <source>Lead sheet</source>
        <translation>领谱</translation>
    </message>
    <message>
        <source>Chord chart</source>
        <translation>和弦谱</translation>
    </message>
    <message>
        <source>ChordPro</source>
        <translation>ChordPro</translation>
    </message>
</context>
<context>
    <name>InputPanel</name>
    <message>
        <source>&amp;Compose</source>
        <translation>作曲(&amp;C)</translation>
    </message>
    <message>
        <source>Click, say what you feel, and click again; or hold it while you speak. Key to hold: {key}</source>
        <translation>点击，说出感受，再点击；或按住说话。按住的键：{key}</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>说话</translation>
    </message>
    <message>
        <source>Compose from this text (Enter)</source>
        <translation>根据这段文字作曲（Enter）</translation>
    </message>
    <message>
        <source>Microphone settings</source>
        <translation>麦克风设置</translation>
    </message>
    <message>
        <source>↶  Restore recording</source>
        <translation>↶  恢复录音</translation>
    </message>
    <message>
        <source>Restore the discarded recording and compose from it</source>
        <translation>恢复丢弃的录音并作曲</translation>
    </message>
    <message>
        <source>The transcript or your text. Edit it and press Enter to compose again (Ctrl+L)</source>
        <translation>转写或输入的文字。修改后按 Enter 重新作曲（Ctrl+L）</translation>
    </message>
    <message>
        <source>… or write what you feel, and press Enter</source>
        <translation>……或写下你的感受，按 Enter</translation>
    </message>
    <message>
        <source>What you feel</source>
        <translation>你的感受</translation>
    </message>
    <message>
        <source>Stop and send</source>
        <translation>停止并发送</translation>
    </message>
    <message>
        <source>Microphone, input channel and language, and whether you are heard</source>
        <translation>麦克风、输入通道和语言，以及是否听得到你</translation>
    </message>
    <message>
        <source>Say what you feel…</source>
        <translation>说出你的感受……</translation>
    </message>
    <message>
        <source>Compose this example</source>
        <translation>用这个例子作曲</translation>
    </message>
</context>
<context>
    <name>Keeper</name>
    <message>
        <source>Save the take as {kind}</source>
        <translation>将这一版保存为{kind}</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Detect automatically</source>
        <translation>自动检测</translation>
    </message>
</context>
<context>
    <name>LearningCurveView</name>
    <message>
        <source>Accuracy at guessing hidden chords in held-out pieces. The dashed line is the accuracy before training.</source>
        <translation>在留出的乐曲中猜中隐藏和弦的准确率。虚线为训练前的准确率。</translation>
    </message>
    <message>
        <source>Training accuracy: not started</source>
        <translation>训练准确率：尚未开始</translation>
    </message>
    <message>
        <source>Training accuracy: {now} ({start} at the start)</source>
        <translation>训练准确率：{now}（开始时 {start}）</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>麦克风电平</translation>
    </message>
    <message>
        <source>How loud the microphone hears you</source>
        <translation>麦克风听到的音量</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Men&amp;u</source>
        <translation>菜单(&amp;U)</translation>
    </message>
    <message>
        <source>Settings, and everything else (Alt+U)</source>
        <translation>设置及其他（Alt+U）</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>lively</source>
        <translation>活跃</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>黑暗</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>明亮</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>MicrophoneForm</name>
    <message>
        <source>&amp;Stop automatically after silence</source>
        <translation>静音后自动停止(&amp;S)</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未连接）</translation>
    </message>
    <message>
        <source>Channel {number}</source>
        <translation>通道 {number}</translation>
    </message>
    <message>
        <source>&amp;Microphone</source>
        <translation>麦克风(&amp;M)</translation>
    </message>
    <message>
        <source>Input &amp;channel</source>
        <translation>输入通道(&amp;C)</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>电平</translation>
    </message>
    <message>
        <source>&amp;Language spoken</source>
        <translation>所说语言(&amp;L)</translation>
    </message>
    <message>
        <source>Microphone to record from</source>
        <translation>录音用的麦克风</translation>
    </message>
    <message>
        <source>Input channel of your audio interface</source>
        <translation>音频接口的输入通道</translation>
    </message>
    <message>
        <source>Choosing your language makes transcription faster and more accurate</source>
        <translation>选择语言可使转写更快更准</translation>
    </message>
    <message>
        <source>A recording ends after a silence; not while you hold the button</source>
        <translation>静默后录音结束；按住按钮时不会</translation>
    </message>
</context>
<context>
    <name>MicrophonePopover</name>
    <message>
        <source>Microphone settings</source>
        <translation>麦克风设置</translation>
    </message>
</context>
<context>
    <name>MoodPanel</name>
    <message>
        <source>What was understood</source>
        <translation>理解到的</translation>
    </message>
    <message>
        <source>Nothing yet. Say or write what you feel.</source>
        <translation>还没有。请说出或写下你的感受。</translation>
    </message>
    <message>
        <source>Other possible emotion</source>
        <translation>其他可能的情绪</translation>
    </message>
    <message>
        <source>Compose it with this feeling</source>
        <translation>用这种感受作曲</translation>
    </message>
    <message>
        <source>Feeling</source>
        <translation>感受</translation>
    </message>
    <message>
        <source>Choose a feeling by its name, instead of on the map</source>
        <translation>按名称选择感受，而不用地图</translation>
    </message>
    <message>
        <source>Choose a feeling…</source>
        <translation>选择感受…</translation>
    </message>
    <message>
        <source>Not sure: {first} or {second}?</source>
        <translation>不确定：{first}还是{second}？</translation>
    </message>
    <message>
        <source>No emotion detected; using a neutral mood. Choose one on the map, or name it.</source>
        <translation>未检测到情绪，使用中性情绪。请在地图上选择，或直接说出。</translation>
    </message>
    <message>
        <source>Compose it {emotion} instead</source>
        <translation>改作“{emotion}”</translation>
    </message>
</context>
<context>
    <name>MyMusic</name>
    <message>
        <source>Files read: {files}. Pieces: {pieces}. Chords: {chords}.</source>
        <translation>已读文件：{files}。乐曲：{pieces}。和弦：{chords}。</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about {count} seconds left</source>
        <translation>约剩 {count} 秒</translation>
    </message>
    <message>
        <source>about {count} minutes left</source>
        <translation>约剩 {count} 分钟</translation>
    </message>
    <message>
        <source>The next {emotion} take will use it.</source>
        <translation>下一版“{emotion}”会使用它。</translation>
    </message>
    <message>
        <source>Accuracy did not improve: the pieces may have little in common. Undo it, or add more music.</source>
        <translation>准确率没有提高：这些乐曲可能少有共同点。请撤销，或添加更多音乐。</translation>
    </message>
    <message>
        <source>Accuracy on held-out pieces: {before} → {after}.</source>
        <translation>留出乐曲上的准确率：{before} → {after}。</translation>
    </message>
    <message>
        <source>Trained {emotion}.</source>
        <translation>已训练“{emotion}”。</translation>
    </message>
    <message>
        <source>{emotion} · damaged: undo, then train again</source>
        <translation>{emotion} · 已损坏：请撤销后重新训练</translation>
    </message>
    <message>
        <source>{emotion} · pieces: {pieces} · accuracy {before} → {after}</source>
        <translation>{emotion} · 乐曲：{pieces} · 准确率 {before} → {after}</translation>
    </message>
    <message>
        <source>Restore the previous model</source>
        <translation>恢复之前的模型</translation>
    </message>
    <message>
        <source>Restore the model that came with Composer</source>
        <translation>恢复 Composer 自带的模型</translation>
    </message>
    <message>
        <source>; and {count} more</source>
        <translation>；还有 {count} 个</translation>
    </message>
    <message>
        <source>Not read: {named}.</source>
        <translation>未读取：{named}。</translation>
    </message>
</context>
<context>
    <name>MyMusicDialog</name>
    <message>
        <source>My music</source>
        <translation>我的音乐</translation>
    </message>
    <message>
        <source>Emotion</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>The emotion your music expresses</source>
        <translation>你的音乐表达的情绪</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>Close; training continues in the background (Esc)</source>
        <translation>关闭；训练在后台继续（Esc）</translation>
    </message>
    <message>
        <source>Composer scans the folder first and shows what it found. Training takes about a minute; some pieces are held out to measure the result. You can undo it.</source>
        <translation>Composer 会先扫描文件夹并显示结果。训练约需一分钟；会留出几首用于检验。可以撤销。</translation>
    </message>
    <message>
        <source>Train the emotion on the music in the folder</source>
        <translation>用文件夹中的音乐训练这种情绪</translation>
    </message>
    <message>
        <source>Train an emotion on your own chords. Your music stays on this computer, and you can keep composing meanwhile.</source>
        <translation>用你自己的和弦训练一种情绪。音乐留在这台电脑上，期间可以继续作曲。</translation>
    </message>
    <message>
        <source>Emotions trained on your music</source>
        <translation>用你的音乐训练过的情绪</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose a folder with enough music first</source>
        <translation>请先选择有足够音乐的文件夹</translation>
    </message>
    <message>
        <source>&amp;Emotion</source>
        <translation>情绪(&amp;E)</translation>
    </message>
</context>
<context>
    <name>NumberPopup</name>
    <message>
        <source>Type a number and press Enter</source>
        <translation>输入数字并按 Enter</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>Compose it again with this number (Enter)</source>
        <translation>用这个数字重新作曲（Enter）</translation>
    </message>
</context>
<context>
    <name>OptionControl</name>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Set manually</source>
        <translation>手动设定</translation>
    </message>
    <message>
        <source>Auto ({value})</source>
        <translation>自动（{value}）</translation>
    </message>
    <message>
        <source>Reset {name} to Auto</source>
        <translation>将{name}恢复为自动</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>&amp;Key</source>
        <translation>调(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Tempo</source>
        <translation>速度(&amp;T)</translation>
    </message>
    <message>
        <source>The key; transposes the chords</source>
        <translation>调；和弦随之移调</translation>
    </message>
    <message>
        <source>The tempo in beats per minute</source>
        <translation>速度（每分钟拍数）</translation>
    </message>
    <message>
        <source>{tempo} bpm</source>
        <translation>{tempo} bpm</translation>
    </message>
    <message>
        <source>&amp;Metre</source>
        <translation>拍号(&amp;M)</translation>
    </message>
    <message>
        <source>The time signature; regenerates the chords</source>
        <translation>拍号；会重新生成和弦</translation>
    </message>
    <message>
        <source>The number of bars; regenerates the chords</source>
        <translation>小节数；会重新生成和弦</translation>
    </message>
    <message>
        <source>Instrument for the chords</source>
        <translation>演奏和弦的乐器</translation>
    </message>
    <message>
        <source>Instrument for a separate bass part</source>
        <translation>单独低音声部的乐器</translation>
    </message>
    <message>
        <source>Same as chords</source>
        <translation>与和弦相同</translation>
    </message>
    <message>
        <source>Instrument for a simple melody above the chords</source>
        <translation>和弦之上简单旋律的乐器</translation>
    </message>
    <message>
        <source>Accompaniment pattern</source>
        <translation>伴奏音型</translation>
    </message>
    <message>
        <source>How chord tones are spread; voicings you edited stay</source>
        <translation>和弦音的排列方式；你编辑过的保持不变</translation>
    </message>
    <message>
        <source>Sustain pedal: notes ring until the chord changes</source>
        <translation>延音踏板：音延续到换和弦</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Humanize</source>
        <translation>人性化</translation>
    </message>
    <message>
        <source>Random variation of timing and velocity</source>
        <translation>时值与力度的随机变化</translation>
    </message>
    <message>
        <source>How strongly the mood shapes the performance</source>
        <translation>情绪对演奏的影响程度</translation>
    </message>
    <message>
        <source>Creativity</source>
        <translation>创意</translation>
    </message>
    <message>
        <source>How unusual the chords may be; regenerates the chords</source>
        <translation>和弦可以多不寻常；会重新生成和弦</translation>
    </message>
    <message>
        <source>Which sections repeat; regenerates the chords</source>
        <translation>哪些段落重复；会重新生成和弦</translation>
    </message>
    <message>
        <source>&amp;Bars</source>
        <translation>小节(&amp;B)</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>低音</translation>
    </message>
    <message>
        <source>Counter-line</source>
        <translation>对位旋律</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>音型</translation>
    </message>
    <message>
        <source>Voicing</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Pedal</source>
        <translation>踏板</translation>
    </message>
    <message>
        <source>down</source>
        <translation>踩下</translation>
    </message>
    <message>
        <source>up</source>
        <translation>松开</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>曲式</translation>
    </message>
    <message>
        <source>any major</source>
        <translation>任意大调</translation>
    </message>
    <message>
        <source>any minor</source>
        <translation>任意小调</translation>
    </message>
</context>
<context>
    <name>OptionsDrawer</name>
    <message>
        <source>Sound and style</source>
        <translation>音色与风格</translation>
    </message>
    <message>
        <source>↺  Reset all to Auto</source>
        <translation>↺  全部恢复自动</translation>
    </message>
    <message>
        <source>Reset every option here and in the transport bar</source>
        <translation>重置此处和走带栏中的所有选项</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Close this (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Mute {part} from the next bar; exported files still include it</source>
        <translation>从下一小节起将{part}静音；导出的文件仍包含它</translation>
    </message>
    <message>
        <source>Count-in (1 bar)</source>
        <translation>预备拍（1 小节）</translation>
    </message>
    <message>
        <source>One bar of clicks before the first note</source>
        <translation>第一个音之前有一小节预备拍</translation>
    </message>
    <message>
        <source>Send clock, start, stop and song position to the port</source>
        <translation>向端口发送时钟、开始、停止和乐曲位置</translation>
    </message>
    <message>
        <source>Send program changes</source>
        <translation>发送音色切换</translation>
    </message>
    <message>
        <source>Send each part’s General MIDI program to the port</source>
        <translation>把各声部的 General MIDI 音色发送到端口</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>乐器</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>演奏</translation>
    </message>
    <message>
        <source>Harmony</source>
        <translation>和声</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Mute {part}</source>
        <translation>将{part}静音</translation>
    </message>
    <message>
        <source>Send MIDI clock</source>
        <translation>发送 MIDI 时钟</translation>
    </message>
</context>
<context>
    <name>Outputs</name>
    <message>
        <source>Built-in sound</source>
        <translation>内置音色</translation>
    </message>
    <message>
        <source>MIDI: Composer’s own port</source>
        <translation>MIDI：Composer 自己的端口</translation>
    </message>
    <message>
        <source>MIDI: {port}</source>
        <translation>MIDI：{port}</translation>
    </message>
    <message>
        <source>MIDI: {port} (not connected)</source>
        <translation>MIDI：{port}（未连接）</translation>
    </message>
</context>
<context>
    <name>OverrideController</name>
    <message>
        <source>Arranging</source>
        <translation>正在编配</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>低音</translation>
    </message>
    <message>
        <source>Counter-line</source>
        <translation>对位旋律</translation>
    </message>
</context>
<context>
    <name>PianoKeyboard</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>The notes that are playing, or those of the chord under the pointer</source>
        <translation>正在演奏的音，或指针所指和弦的音</translation>
    </message>
</context>
<context>
    <name>PianoRoll</name>
    <message>
        <source>Piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
    <message>
        <source>The notes of every part, in the colours of their chords</source>
        <translation>各声部的音符，颜色随和弦</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{stage}: {done:.0f} of {total:.0f} MB, {share} %</source>
        <translation>{stage}：{done:.0f}／{total:.0f} MB，{share} %</translation>
    </message>
    <message>
        <source>{speed:.1f} MB/s</source>
        <translation>{speed:.1f} MB/s</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop this (Esc)</source>
        <translation>停止（Esc）</translation>
    </message>
</context>
<context>
    <name>RequestController</name>
    <message>
        <source>Analysing request</source>
        <translation>正在分析请求</translation>
    </message>
    <message>
        <source>Generating chords</source>
        <translation>正在生成和弦</translation>
    </message>
</context>
<context>
    <name>ScoreView</name>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>&amp;Regenerate unlocked</source>
        <translation>重新生成未锁定(&amp;R)</translation>
    </message>
    <message>
        <source>New chords in the same rhythm (R). Lock the chords you want to keep.</source>
        <translation>同样的节奏，新的和弦（R）。锁定想要保留的和弦。</translation>
    </message>
    <message>
        <source>Chords appear here, and sound at once.</source>
        <translation>和弦会出现在这里，并立即响起。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Play sounds when recording &amp;begins and ends</source>
        <translation>录音开始和结束时播放提示音(&amp;B)</translation>
    </message>
    <message>
        <source>Default location</source>
        <translation>默认位置</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>系统语言</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未连接）</translation>
    </message>
    <message>
        <source>Whisper’s weights</source>
        <translation>Whisper 的权重</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Audio &amp;output</source>
        <translation>音频输出(&amp;O)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>Speak and watch the level; nothing is recorded</source>
        <translation>说话并观察电平；不会录音</translation>
    </message>
    <message>
        <source>Output device for the built-in sound</source>
        <translation>内置音色的输出设备</translation>
    </message>
    <message>
        <source>Two short sounds on the audio output</source>
        <translation>在音频输出上的两声短提示音</translation>
    </message>
    <message>
        <source>Takes effect after a restart</source>
        <translation>重新启动后生效</translation>
    </message>
    <message>
        <source>A file with the weights of Whisper’s base model, if not in the default location</source>
        <translation>Whisper base 模型的权重文件（若不在默认位置）</translation>
    </message>
    <message>
        <source>Speech model &amp;file</source>
        <translation>语音模型文件(&amp;F)</translation>
    </message>
</context>
<context>
    <name>SpeechInputController</name>
    <message>
        <source>Recording… Esc discards it.</source>
        <translation>正在录音…… Esc 丢弃。</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>正在转写</translation>
    </message>
    <message>
        <source>Recording discarded; you can restore it until you record again.</source>
        <translation>录音已丢弃；再次录音前可以恢复。</translation>
    </message>
</context>
<context>
    <name>StatusReporter</name>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Getting ready… you can already speak or type.</source>
        <translation>正在准备……已经可以说话或输入。</translation>
    </message>
</context>
<context>
    <name>TakeList</name>
    <message>
        <source>Takes</source>
        <translation>作品</translation>
    </message>
    <message>
        <source>Click or press Enter to open a take. S stars it, F2 renames it, M makes a variation.</source>
        <translation>点击或按 Enter 打开一版。S 加星标，F2 重命名，M 生成变体。</translation>
    </message>
    <message>
        <source>Remove &amp;star</source>
        <translation>移除星标(&amp;S)</translation>
    </message>
    <message>
        <source>Add &amp;star</source>
        <translation>添加星标(&amp;S)</translation>
    </message>
    <message>
        <source>New &amp;variation</source>
        <translation>新变体(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Compare with another take (A)</source>
        <translation>与另一版比较(&amp;C)（A）</translation>
    </message>
    <message>
        <source>Un&amp;hide</source>
        <translation>取消隐藏(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>隐藏(&amp;H)</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>重命名…(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>改动(&amp;V)</translation>
    </message>
</context>
<context>
    <name>TakesBrowser</name>
    <message>
        <source>Show starred takes only</source>
        <translation>仅显示加星标的</translation>
    </message>
    <message>
        <source>Show hidden takes</source>
        <translation>显示隐藏的</translation>
    </message>
    <message>
        <source>New &amp;variation</source>
        <translation>新变体(&amp;V)</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>A ⇄ B</source>
        <translation>A ⇄ B</translation>
    </message>
    <message>
        <source>Compare: A</source>
        <translation>比较：A</translation>
    </message>
    <message>
        <source>Switch between A and B at the next bar (A)</source>
        <translation>在下一小节切换 A 与 B（A）</translation>
    </message>
    <message>
        <source>Mark this take as A, then open another to compare (A)</source>
        <translation>将这一版标记为 A，再打开另一版比较（A）</translation>
    </message>
    <message>
        <source>No takes match “{text}”.</source>
        <translation>没有匹配“{text}”的作品。</translation>
    </message>
    <message>
        <source>Your takes appear here.</source>
        <translation>你的作品会出现在这里。</translation>
    </message>
    <message>
        <source>No starred takes yet. Click a star, or press S.</source>
        <translation>还没有加星标的作品。点击星标或按 S。</translation>
    </message>
    <message>
        <source>No hidden takes.</source>
        <translation>没有隐藏的作品。</translation>
    </message>
    <message>
        <source>Search takes</source>
        <translation>搜索作品</translation>
    </message>
    <message>
        <source>New take from the same request (M in the list)</source>
        <translation>用同一请求生成新的一版（列表中按 M）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Words of the sentence, a name, feeling, key, chord or day: “hope D minor yesterday” (Ctrl+F)</source>
        <translation>句中的词、名称、感受、调、和弦或日期：“希望 D 小调 昨天”（Ctrl+F）</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>作品</translation>
    </message>
</context>
<context>
    <name>TakesController</name>
    <message>
        <source>go to take {n}</source>
        <translation>转到第 {n} 版</translation>
    </message>
    <message>
        <source>go to version {n} of take {take}</source>
        <translation>转到第 {take} 版的改动 {n}</translation>
    </message>
    <message>
        <source>go back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>remove star</source>
        <translation>移除星标</translation>
    </message>
    <message>
        <source>add star</source>
        <translation>添加星标</translation>
    </message>
    <message>
        <source>rename take</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>unhide take</source>
        <translation>取消隐藏</translation>
    </message>
    <message>
        <source>hide take</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>All takes are saved now</source>
        <translation>所有作品均已保存</translation>
    </message>
    <message>
        <source>The files of this take are missing from its folder. Choose another take.</source>
        <translation>这一版的文件不在其文件夹中。请选择另一版。</translation>
    </message>
    <message>
        <source>The record of this take is damaged, or made by a newer version of Composer. Its files stay in {folder}.</source>
        <translation>此作品的记录已损坏，或由更新版本的 Composer 生成。其文件仍保留在 {folder}。</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation>，另有 {n} 个</translation>
    </message>
    <message>
        <source>Not listed, because its record is damaged, or made by a newer version of Composer: {name}{more}. The files stay in {folder}.</source>
        <translation>未列出（记录已损坏，或由更新版本的 Composer 生成）：{name}{more}。文件仍保留在 {folder}。</translation>
    </message>
</context>
<context>
    <name>TakesModel</name>
    <message>
        <source>1 bar</source>
        <translation>1 小节</translation>
    </message>
    <message>
        <source>{n} bars</source>
        <translation>{n} 小节</translation>
    </message>
    <message>
        <source>#{n} {when}</source>
        <translation>#{n} {when}</translation>
    </message>
    <message>
        <source>v{n}</source>
        <translation>v{n}</translation>
    </message>
    <message>
        <source>↳#{n}</source>
        <translation>↳#{n}</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>已加星标</translation>
    </message>
    <message>
        <source>Take {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>Version {n} of {all}</source>
        <translation>第 {n} 个改动，共 {all} 个</translation>
    </message>
    <message>
        <source>Goes on from take {n}</source>
        <translation>承接第 {n} 版</translation>
    </message>
</context>
<context>
    <name>TempoSpinBox</name>
    <message>
        <source> bpm</source>
        <translation> bpm</translation>
    </message>
</context>
<context>
    <name>Term</name>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>AA&apos;</source>
        <translation>AA&apos;</translation>
    </message>
    <message>
        <source>AABA</source>
        <translation>AABA</translation>
    </message>
    <message>
        <source>Choose a microphone…</source>
        <translation>选择麦克风…</translation>
    </message>
    <message>
        <source>My music…</source>
        <translation>我的音乐…</translation>
    </message>
    <message>
        <source>Save it elsewhere…</source>
        <translation>另存他处…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use the built-in sound</source>
        <translation>用内置音色</translation>
    </message>
    <message>
        <source>Write it instead</source>
        <translation>改为输入</translation>
    </message>
    <message>
        <source>adventurous</source>
        <translation>大胆</translation>
    </message>
    <message>
        <source>alberti</source>
        <translation>阿尔贝蒂</translation>
    </message>
    <message>
        <source>angry</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>arpeggio</source>
        <translation>琶音</translation>
    </message>
    <message>
        <source>ballad</source>
        <translation>抒情曲</translation>
    </message>
    <message>
        <source>bass</source>
        <translation>贝斯</translation>
    </message>
    <message>
        <source>bells</source>
        <translation>钟声</translation>
    </message>
    <message>
        <source>block</source>
        <translation>柱式</translation>
    </message>
    <message>
        <source>borrowed</source>
        <translation>借用</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>分解</translation>
    </message>
    <message>
        <source>choir</source>
        <translation>合唱</translation>
    </message>
    <message>
        <source>close</source>
        <translation>密集</translation>
    </message>
    <message>
        <source>comp</source>
        <translation>伴奏切分</translation>
    </message>
    <message>
        <source>dominant</source>
        <translation>属功能</translation>
    </message>
    <message>
        <source>double bass</source>
        <translation>低音提琴</translation>
    </message>
    <message>
        <source>dreamy</source>
        <translation>梦幻</translation>
    </message>
    <message>
        <source>drop-2</source>
        <translation>落二声部</translation>
    </message>
    <message>
        <source>electric guitar</source>
        <translation>电吉他</translation>
    </message>
    <message>
        <source>electric piano</source>
        <translation>电钢琴</translation>
    </message>
    <message>
        <source>energetic</source>
        <translation>充满活力</translation>
    </message>
    <message>
        <source>fearful</source>
        <translation>恐惧</translation>
    </message>
    <message>
        <source>four-bar loop</source>
        <translation>四小节循环</translation>
    </message>
    <message>
        <source>guitar</source>
        <translation>吉他</translation>
    </message>
    <message>
        <source>hopeful</source>
        <translation>充满希望</translation>
    </message>
    <message>
        <source>joyful</source>
        <translation>喜悦</translation>
    </message>
    <message>
        <source>major</source>
        <translation>大调</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>小调</translation>
    </message>
    <message>
        <source>mysterious</source>
        <translation>神秘</translation>
    </message>
    <message>
        <source>nostalgic</source>
        <translation>怀旧</translation>
    </message>
    <message>
        <source>open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>organ</source>
        <translation>管风琴</translation>
    </message>
    <message>
        <source>ostinato</source>
        <translation>固定音型</translation>
    </message>
    <message>
        <source>pad</source>
        <translation>铺底</translation>
    </message>
    <message>
        <source>peaceful</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>piano</source>
        <translation>钢琴</translation>
    </message>
    <message>
        <source>playful</source>
        <translation>俏皮</translation>
    </message>
    <message>
        <source>power</source>
        <translation>强力和弦</translation>
    </message>
    <message>
        <source>pulse</source>
        <translation>脉动</translation>
    </message>
    <message>
        <source>quartet</source>
        <translation>弦乐四重奏</translation>
    </message>
    <message>
        <source>rootless</source>
        <translation>无根音</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>悲伤</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>稳妥</translation>
    </message>
    <message>
        <source>saw lead</source>
        <translation>锯齿波主音</translation>
    </message>
    <message>
        <source>saxophone</source>
        <translation>萨克斯</translation>
    </message>
    <message>
        <source>secondary</source>
        <translation>副属</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>乐句式（2+2+4）</translation>
    </message>
    <message>
        <source>solemn</source>
        <translation>庄严</translation>
    </message>
    <message>
        <source>square lead</source>
        <translation>方波主音</translation>
    </message>
    <message>
        <source>statement and answer</source>
        <translation>问答乐段（4+4）</translation>
    </message>
    <message>
        <source>strings</source>
        <translation>弦乐</translation>
    </message>
    <message>
        <source>strum</source>
        <translation>扫弦</translation>
    </message>
    <message>
        <source>subdominant</source>
        <translation>下属功能</translation>
    </message>
    <message>
        <source>synth bass</source>
        <translation>合成贝斯</translation>
    </message>
    <message>
        <source>tender</source>
        <translation>温柔</translation>
    </message>
    <message>
        <source>tense</source>
        <translation>紧张</translation>
    </message>
    <message>
        <source>tonic</source>
        <translation>主功能</translation>
    </message>
    <message>
        <source>triumphant</source>
        <translation>凯旋</translation>
    </message>
    <message>
        <source>trumpet</source>
        <translation>小号</translation>
    </message>
    <message>
        <source>two hands</source>
        <translation>双手</translation>
    </message>
    <message>
        <source>two-bar loop</source>
        <translation>两小节循环</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>平常</translation>
    </message>
    <message>
        <source>verse-chorus</source>
        <translation>主歌—副歌</translation>
    </message>
    <message>
        <source>vibraphone</source>
        <translation>颤音琴</translation>
    </message>
    <message>
        <source>waltz</source>
        <translation>圆舞曲</translation>
    </message>
    <message>
        <source>wonder</source>
        <translation>惊奇</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>%1 cannot be read as sound. Choose a WAV, FLAC, OGG or MP3 file.</source>
        <translation>%1 无法作为声音读取。请选择 WAV、FLAC、OGG 或 MP3 文件。</translation>
    </message>
    <message>
        <source>%1 claims %2 samples a second, as no recording does. Choose another one.</source>
        <translation>%1 声称每秒有 %2 个采样，没有录音会这样。请选择另一个。</translation>
    </message>
    <message>
        <source>%1 has %2 tones, so it has no further inversion.</source>
        <translation>%1 有 %2 个音，没有更多转位。</translation>
    </message>
    <message>
        <source>%1 has %2, and no channel %3. Choose another channel.</source>
        <translation>%1 有 %2，没有通道 %3。请选择另一个通道。</translation>
    </message>
    <message>
        <source>%1 is a folder, not a recording. Choose a file in it.</source>
        <translation>%1 是文件夹，不是录音。请选择其中的一个文件。</translation>
    </message>
    <message>
        <source>%1 of the key</source>
        <translation>本调的%1</translation>
    </message>
    <message>
        <source>A request is a sentence: speak for at most %1 minutes.</source>
        <translation>一个请求就是一句话：请最多说 %1 分钟。</translation>
    </message>
    <message>
        <source>Allow Composer to use the microphone, then press the button again.</source>
        <translation>请允许 Composer 使用麦克风，然后再按一次按钮。</translation>
    </message>
    <message>
        <source>Arranging</source>
        <translation>正在编配</translation>
    </message>
    <message>
        <source>Composer made a mistake of its own. Try again, or say it another way.</source>
        <translation>Composer 自己出了差错。请再试一次，或换一种说法。</translation>
    </message>
    <message>
        <source>Downloading the speech model</source>
        <translation>正在下载语音模型</translation>
    </message>
    <message>
        <source>Fitting the sentence classifier</source>
        <translation>正在训练句子分类器</translation>
    </message>
    <message>
        <source>Fitting the word classifier</source>
        <translation>正在训练词语分类器</translation>
    </message>
    <message>
        <source>I do not know how to do that to these chords. Say “keep the first two chords”, “change the last chord”, or choose on a chord&apos;s card.</source>
        <translation>我不知道如何对这些和弦这样做。请说“keep the first two chords”或“change the last chord”，或在和弦的卡片上选择。</translation>
    </message>
    <message>
        <source>I do not know these words. Type it in English, or speak it in any language.</source>
        <translation>我不认识这些词。请用英语输入，或用任何语言说出来。</translation>
    </message>
    <message>
        <source>I heard nothing that I could understand. Say it again, a little slower, or type it.</source>
        <translation>没有听懂。请再说一遍，慢一点，或者输入文字。</translation>
    </message>
    <message>
        <source>I heard nothing. Speak closer to the microphone, or choose another microphone or input channel.</source>
        <translation>什么也没听到。请离麦克风近一点，或选择另一个麦克风或输入通道。</translation>
    </message>
    <message>
        <source>Loading the speech model</source>
        <translation>正在加载语音模型</translation>
    </message>
    <message>
        <source>MIDI ports cannot be used, because a system library is missing. Install libasound2.</source>
        <translation>缺少系统库，无法使用 MIDI 端口。请安装 libasound2。</translation>
    </message>
    <message>
        <source>No MIDI system can be used on this computer. The built-in sound plays without one.</source>
        <translation>这台电脑上没有可用的 MIDI 系统。内置音色不需要它也能播放。</translation>
    </message>
    <message>
        <source>No MIDI system is running. Start JACK or connect a MIDI device, then try again; until then the built-in sound plays.</source>
        <translation>没有 MIDI 系统在运行。请启动 JACK 或连接 MIDI 设备，然后重试；在此之前由内置音色播放。</translation>
    </message>
    <message>
        <source>Nothing can be written to %1. Choose another folder, or free some space.</source>
        <translation>无法写入 %1。请选择另一个文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>Nothing can be written to %1. Free some space.</source>
        <translation>无法写入 %1。请腾出一些空间。</translation>
    </message>
    <message>
        <source>Reading music</source>
        <translation>正在读取音乐</translation>
    </message>
    <message>
        <source>Reading the recording</source>
        <translation>正在读取录音</translation>
    </message>
    <message>
        <source>Reading the word vectors</source>
        <translation>正在读取词向量</translation>
    </message>
    <message>
        <source>Sound cannot be saved as %1. Choose a name that ends in %2.</source>
        <translation>声音无法保存为 %1。请选择以 %2 结尾的名字。</translation>
    </message>
    <message>
        <source>That is longer than %1 characters. Say it in a sentence or two.</source>
        <translation>超过了 %1 个字符。请用一两句话说。</translation>
    </message>
    <message>
        <source>That was too short. Hold the button while you speak; or click it, speak, and click it again.</source>
        <translation>太短了。请按住按钮说话；或点一下，说完再点一下。</translation>
    </message>
    <message>
        <source>The MIDI port %1 cannot be opened. Choose another one.</source>
        <translation>MIDI 端口 %1 无法打开。请选择另一个。</translation>
    </message>
    <message>
        <source>The MIDI port %1 is not there. Connect it, or choose another one.</source>
        <translation>找不到 MIDI 端口 %1。请连接它，或选择另一个。</translation>
    </message>
    <message>
        <source>The MIDI port has gone while it was played. Connect it again, or choose another one.</source>
        <translation>播放时 MIDI 端口消失了。请重新连接，或选择另一个。</translation>
    </message>
    <message>
        <source>The MIDI port is closed. Choose it again.</source>
        <translation>MIDI 端口已关闭。请重新选择它。</translation>
    </message>
    <message>
        <source>The MIDI port takes no more messages. Choose it again.</source>
        <translation>MIDI 端口不再接收消息。请重新选择它。</translation>
    </message>
    <message>
        <source>The download of the speech model was cut off. Try again: it goes on from where it stopped.</source>
        <translation>语音模型的下载中断了。请重试：会从中断处继续。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Choose another folder, or free some space.</source>
        <translation>文件 %1 无法写入。请选择另一个文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>The file %1 does not hold Whisper&apos;s weights, or is damaged. Choose another one in the settings.</source>
        <translation>文件 %1 不含 Whisper 的权重，或已损坏。请在设置中选择另一个。</translation>
    </message>
    <message>
        <source>The file %1 is damaged. Install Composer again.</source>
        <translation>文件 %1 已损坏。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The file %1 is missing. Install Composer again.</source>
        <translation>缺少文件 %1。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose another one, or free some space.</source>
        <translation>无法创建文件夹 %1。请选择另一个，或腾出一些空间。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be used. Choose another one.</source>
        <translation>文件夹 %1 无法使用。请选择另一个。</translation>
    </message>
    <message>
        <source>The list of word pieces is missing or damaged. Install Composer again.</source>
        <translation>词片表缺失或损坏。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The loudspeaker %1 is not there. Connect it, or choose another one.</source>
        <translation>找不到扬声器 %1。请连接它，或选择另一个。</translation>
    </message>
    <message>
        <source>The loudspeaker cannot be opened. Choose another one, or a MIDI port.</source>
        <translation>扬声器无法打开。请选择另一个，或选择 MIDI 端口。</translation>
    </message>
    <message>
        <source>The machine %1 cannot be taken back. Remove it yourself.</source>
        <translation>机器 %1 无法撤回。请自行删除。</translation>
    </message>
    <message>
        <source>The microphone %1 cannot be opened. Close the program that holds it, or choose another one. If it is nobody&apos;s: %2</source>
        <translation>麦克风 %1 无法打开。请关闭占用它的程序，或选择另一个。若无程序占用：%2</translation>
    </message>
    <message>
        <source>The microphone %1 is not there. Plug it in, or choose another one.</source>
        <translation>找不到麦克风 %1。请插上它，或选择另一个。</translation>
    </message>
    <message>
        <source>The microphone gave no sound. Try again, or choose another one.</source>
        <translation>麦克风没有声音。请重试，或选择另一个。</translation>
    </message>
    <message>
        <source>The model in %1 knows English only. Choose a multilingual one, such as base.pt.</source>
        <translation>%1 中的模型只懂英语。请选择多语言模型，例如 base.pt。</translation>
    </message>
    <message>
        <source>A piece can have %1 bars at most. Delete or shorten a chord first.</source>
        <translation>一首最多 %1 小节。请先删除或缩短一个和弦。</translation>
    </message>
    <message>
        <source>%1 bpm cannot be played: a tempo is from %2 to %3.</source>
        <translation>无法以 %1 bpm 演奏：速度须在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>%1 cannot be written to %2. Choose another folder.</source>
        <translation>%1 无法写入 %2。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>%1 is no recording: %2. Choose another one.</source>
        <translation>%1 不是录音：%2。请选择另一个。</translation>
    </message>
    <message>
        <source>%1 is taken as %2, the nearest chord there is.</source>
        <translation>%1 按最接近的和弦 %2 处理。</translation>
    </message>
    <message>
        <source>%1 is taken as %2: chords are found in major and minor.</source>
        <translation>%1 按 %2 处理：和弦只在大调和小调中寻找。</translation>
    </message>
    <message>
        <source>%1 major</source>
        <translation>%1 大调</translation>
    </message>
    <message>
        <source>%1 minor</source>
        <translation>%1 小调</translation>
    </message>
    <message>
        <source>%1 needs %2. Install it with: %3</source>
        <translation>%1 需要 %2。安装命令：%3</translation>
    </message>
    <message>
        <source>%1: nothing is written over it. Choose another name.</source>
        <translation>%1：不会覆盖它。请选择另一个名称。</translation>
    </message>
    <message>
        <source>A piece of %1 bars cannot be made: it has from %2 to %3.</source>
        <translation>无法创作 %1 小节的乐曲：须有 %2 到 %3 小节。</translation>
    </message>
    <message>
        <source>A tempo of %1 cannot be played: it is from %2 to %3 beats a minute.</source>
        <translation>无法以速度 %1 演奏：速度须为每分钟 %2 到 %3 拍。</translation>
    </message>
    <message>
        <source>Counting the chords</source>
        <translation>正在统计和弦</translation>
    </message>
    <message>
        <source>I do not know what to do with that chord. Say “change the last chord to A minor” or “delete the second chord”, or right-click its card.</source>
        <translation>我不知道该对那个和弦做什么。可以说“change the last chord to A minor”或“delete the second chord”，或者右键点击它的卡片。</translation>
    </message>
    <message>
        <source>Looking for music</source>
        <translation>正在查找音乐</translation>
    </message>
    <message>
        <source>MusicXML needs music21. Install it with: %1</source>
        <translation>MusicXML 需要 music21。安装命令：%1</translation>
    </message>
    <message>
        <source>No song has eight bars in a row. Add longer ones.</source>
        <translation>没有一首曲子有连续的八小节。请加入更长的曲子。</translation>
    </message>
    <message>
        <source>Nothing can be written to %1, where your machines are kept. Allow it, or move what is in the way.</source>
        <translation>无法写入存放你的机器的 %1。请允许写入，或移开挡路的东西。</translation>
    </message>
    <message>
        <source>Nothing can be written to %1. Free some space, and try again.</source>
        <translation>无法写入 %1。请腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>Preparing to train</source>
        <translation>准备训练</translation>
    </message>
    <message>
        <source>Rendering audio</source>
        <translation>正在渲染音频</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>正在保存模型</translation>
    </message>
    <message>
        <source>The machine cannot be written to %1, and is as it was before. Free some space, then try again.</source>
        <translation>机器无法写入 %1，仍保持原样。请腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>The model %1 is missing or damaged. Install Composer again.</source>
        <translation>模型 %1 缺失或已损坏。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The model cannot be written to %1. Choose another folder, or free some space.</source>
        <translation>无法将模型写入 %1。请选择其他文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>The only chord cannot be deleted.</source>
        <translation>唯一的和弦不能删除。</translation>
    </message>
    <message>
        <source>The recording %1 is %2 minutes long. A request is a sentence: choose one of at most %3 minutes.</source>
        <translation>录音 %1 长 %2 分钟。一个请求就是一句话：请选择最多 %3 分钟的录音。</translation>
    </message>
    <message>
        <source>The recording %1 is damaged: not all of it is sound. Record it again.</source>
        <translation>录音 %1 已损坏：其中不全是声音。请重新录制。</translation>
    </message>
    <message>
        <source>The recording %1 is empty. Record it again, or choose another one.</source>
        <translation>录音 %1 是空的。请重新录制，或选择另一个。</translation>
    </message>
    <message>
        <source>The recording %1 is longer than %2 minutes. A request is a sentence: choose a shorter one.</source>
        <translation>录音 %1 超过 %2 分钟。一个请求就是一句话：请选择更短的录音。</translation>
    </message>
    <message>
        <source>The recording cannot be written to %1. Choose another folder, or free some space.</source>
        <translation>录音无法写入 %1。请选择另一个文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>The sentence model is missing or damaged. Install Composer with its extra “semantics” again.</source>
        <translation>句子模型缺失或损坏。请重新安装带 “semantics” 附加项的 Composer。</translation>
    </message>
    <message>
        <source>The setting %1 must be %2, not %3.</source>
        <translation>设置项 %1 必须是%2，不能是 %3。</translation>
    </message>
    <message>
        <source>The setting bits must be 16 or 24, not %1.</source>
        <translation>设置项 bits 必须是 16 或 24，不能是 %1。</translation>
    </message>
    <message>
        <source>The setting channel must be between 1 and 64, not %1.</source>
        <translation>设置项 channel 必须在 1 到 64 之间，不能是 %1。</translation>
    </message>
    <message>
        <source>The setting volume must be between 0 and 100, not %1.</source>
        <translation>设置 volume 必须在 0 到 100 之间，而不是 %1。</translation>
    </message>
    <message>
        <source>The settings file %1 cannot be read. Mend or remove it; until then the usual settings hold.</source>
        <translation>设置文件 %1 无法读取。请修复或删除它；在此之前使用默认设置。</translation>
    </message>
    <message>
        <source>The shipped file %1 is missing or damaged. Install Composer again.</source>
        <translation>随附文件 %1 缺失或损坏。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The shipped file %1 is missing. Install Composer again.</source>
        <translation>缺少随附文件 %1。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The sound bank %1 is missing or damaged. Install Composer again.</source>
        <translation>音色库 %1 缺失或损坏。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The sound system cannot be loaded. On Linux install libpulse0, then start Composer again; until then, choose a MIDI port, or save the take.</source>
        <translation>无法加载声音系统。在 Linux 上请安装 libpulse0，然后重新启动 Composer；在此之前，请选择 MIDI 端口，或保存这一版。</translation>
    </message>
    <message>
        <source>The sound system cannot be loaded. On Linux install libpulse0, then start Composer again; until then, type what you feel.</source>
        <translation>无法加载声音系统。在 Linux 上请安装 libpulse0，然后重新启动 Composer；在此之前，请输入你的感受。</translation>
    </message>
    <message>
        <source>The speech model arrived damaged and was thrown away. Try again.</source>
        <translation>收到的语音模型已损坏，已丢弃。请重试。</translation>
    </message>
    <message>
        <source>The speech model cannot be written to %1. Free some space, then try again.</source>
        <translation>语音模型无法写入 %1。请腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>The speech model knows no language %1. Give its English name or its code, such as German or de, or leave it empty.</source>
        <translation>语音模型不认识语言 %1。请给出其英文名或代码，例如 German 或 de，或留空。</translation>
    </message>
    <message>
        <source>The speech model needs %1 MB in %2, and there is less. Free some space, then try again.</source>
        <translation>语音模型在 %2 中需要 %1 MB，而空间不足。请腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>The word table of %1 is missing or damaged. Install Composer again.</source>
        <translation>%1 的词表缺失或损坏。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>The word tables are missing or damaged. Install Composer again.</source>
        <translation>词表缺失或损坏。请重新安装 Composer。</translation>
    </message>
    <message>
        <source>There are no machines. Install Composer again, or train them with “composer-app train”.</source>
        <translation>没有机器。请重新安装 Composer，或用 “composer-app train” 训练。</translation>
    </message>
    <message>
        <source>There are no words in that. Say or type what you feel, such as “hope and wonder”.</source>
        <translation>里面没有词语。请说出或输入你的感受，例如“希望与惊奇”。</translation>
    </message>
    <message>
        <source>There are too few songs: some must be kept from training. Add more.</source>
        <translation>歌曲太少：其中一些必须留作检验。请再添加一些。</translation>
    </message>
    <message>
        <source>There is no MIDI system %1. Choose one of %2.</source>
        <translation>没有 MIDI 系统 %1。请从 %2 中选择。</translation>
    </message>
    <message>
        <source>There is no chord %1 to keep: %2 of %3 have %4 chords at most. Ask for more bars, or keep an earlier chord.</source>
        <translation>没有第 %1 个和弦可以保留：%2（%3）最多有 %4 个和弦。请增加小节数，或保留更靠前的和弦。</translation>
    </message>
    <message>
        <source>There is no file %1 with Whisper&apos;s weights. Choose another one in the settings.</source>
        <translation>没有含 Whisper 权重的文件 %1。请在设置中选择另一个。</translation>
    </message>
    <message>
        <source>There is no file %1. Choose another recording.</source>
        <translation>没有文件 %1。请选择另一个录音。</translation>
    </message>
    <message>
        <source>There is no loudspeaker. Connect one, or choose a MIDI port.</source>
        <translation>没有扬声器。请连接一个，或选择 MIDI 端口。</translation>
    </message>
    <message>
        <source>There is no microphone. Plug one in, or type what you feel.</source>
        <translation>没有麦克风。请插上一个，或输入你的感受。</translation>
    </message>
    <message>
        <source>There is no progression to learn %1 from. Put some into a folder of that name.</source>
        <translation>没有可供学习“%1”的和弦进行。请放一些到以它命名的文件夹中。</translation>
    </message>
    <message>
        <source>There is nothing to compose yet. Say or write what you feel.</source>
        <translation>还没有可以作曲的内容。请说出或写下你的感受。</translation>
    </message>
    <message>
        <source>There is nothing to read. Say or type what you feel, such as “hope and wonder”.</source>
        <translation>没有可读的内容。请说出或输入你的感受，例如“希望与惊奇”。</translation>
    </message>
    <message>
        <source>There is too little music to learn from: it takes at least two pieces, with some twenty chord changes each. Add more to the folder.</source>
        <translation>可学的音乐太少：至少需要两首，每首约二十次和弦变化。请在文件夹中再添加一些。</translation>
    </message>
    <message>
        <source>This chord is as short as it can be.</source>
        <translation>这个和弦已经最短。</translation>
    </message>
    <message>
        <source>This chord is too short to be halved. Make it longer first.</source>
        <translation>这个和弦太短，无法对半分。请先加长它。</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>正在转写</translation>
    </message>
    <message>
        <source>Warming up the speech model</source>
        <translation>正在预热语音模型</translation>
    </message>
    <message>
        <source>Windows has no MIDI ports that a program can make. Install loopMIDI, add a port in it, and choose that one.</source>
        <translation>Windows 没有程序可以创建的 MIDI 端口。请安装 loopMIDI，在其中添加端口，然后选择它。</translation>
    </message>
    <message>
        <source>Your model of %1 is damaged, or from an earlier version of Composer, so the one that came with Composer was used. Train it again, or take it back in “My music”, or with “composer-app train --undo %2”. The file is %3.</source>
        <translation>你的“%1”模型已损坏，或来自旧版 Composer，因此使用了 Composer 自带的模型。请重新训练，或在“我的音乐”中撤销，或运行“composer-app train --undo %2”。文件：%3。</translation>
    </message>
    <message>
        <source>a chromatic mediant</source>
        <translation>半音中音和弦</translation>
    </message>
    <message>
        <source>a surprise when %1: %2 times rarer here than in other music</source>
        <translation>在%1时出人意料：这里比其他音乐少见 %2 倍</translation>
    </message>
    <message>
        <source>likelier here when %1: %2 times</source>
        <translation>在%1时更常见：%2 倍</translation>
    </message>
    <message>
        <source>much likelier here when %1: %2 times</source>
        <translation>在%1时常见得多：%2 倍</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>带引号的文字</translation>
    </message>
    <message>
        <source>Analysing mood</source>
        <translation>正在分析情绪</translation>
    </message>
    <message>
        <source>Detecting speech</source>
        <translation>正在检测语音</translation>
    </message>
    <message>
        <source>Generating chords</source>
        <translation>正在生成和弦</translation>
    </message>
    <message>
        <source>The speech model is not on this computer, and OpenAI&apos;s server cannot be reached. Install it with `%1`, or connect to the internet once, or name a file with Whisper&apos;s weights in the settings.</source>
        <translation>这台电脑上没有语音模型，也无法连接 OpenAI 的服务器。请用 `%1` 安装，或联网一次，或在设置中指定含 Whisper 权重的文件。</translation>
    </message>
    <message>
        <source>There is no %1 in this take. Name chords that are there, or use their cards.</source>
        <translation>这个版本里没有 %1。请说出其中有的和弦，或使用它们的卡片。</translation>
    </message>
    <message>
        <source>This chord lies as high as it can be played.</source>
        <translation>这个和弦已经在可弹的最高处。</translation>
    </message>
    <message>
        <source>This chord lies as low as it can be played.</source>
        <translation>这个和弦已经在可弹的最低处。</translation>
    </message>
    <message>
        <source>This take has only %1 chords. Name chords that are there, or use their cards.</source>
        <translation>这个版本只有 %1 个和弦。请说出其中有的和弦，或使用它们的卡片。</translation>
    </message>
    <message>
        <source>Training the %1 model</source>
        <translation>正在训练“%1”模型</translation>
    </message>
    <message>
        <source>Training the %1 model (loss %2)</source>
        <translation>正在训练“%1”模型（损失 %2）</translation>
    </message>
    <message>
        <source>a tritone substitute</source>
        <translation>三全音替代</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>an altered dominant</source>
        <translation>变化属和弦</translation>
    </message>
    <message>
        <source>an augmented sixth</source>
        <translation>增六和弦</translation>
    </message>
    <message>
        <source>at home in any mood</source>
        <translation>任何情绪下都合适</translation>
    </message>
    <message>
        <source>borrowed from %1</source>
        <translation>借自%1</translation>
    </message>
    <message>
        <source>borrowed from Lydian</source>
        <translation>借自利底亚调式</translation>
    </message>
    <message>
        <source>borrowed from Mixolydian</source>
        <translation>借自混合利底亚调式</translation>
    </message>
    <message>
        <source>borrowed from a darker mode</source>
        <translation>借自更暗的调式</translation>
    </message>
    <message>
        <source>borrowed from minor</source>
        <translation>借自小调</translation>
    </message>
    <message>
        <source>borrowed: a backdoor dominant</source>
        <translation>借用：后门属和弦</translation>
    </message>
    <message>
        <source>leads to %1</source>
        <translation>导向 %1</translation>
    </message>
    <message>
        <source>the Neapolitan</source>
        <translation>那不勒斯和弦</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>with a Picardy third</source>
        <translation>带皮卡迪三度</translation>
    </message>
    <message>
        <source>with a blue seventh</source>
        <translation>带蓝调七音</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Say it</source>
        <translation>说出来</translation>
    </message>
    <message>
        <source>Press Speak and say what you feel, or hold F9 while you speak. Or write it and press Enter. The sentences below the field show how.</source>
        <translation>按“说话”并说出你的感受，或按住 F9 说话。也可以写下来按 Enter。输入框下方的例句给出示范。</translation>
    </message>
    <message>
        <source>See what was understood</source>
        <translation>看看理解到了什么</translation>
    </message>
    <message>
        <source>The emotions that were detected, and their place between dark and bright, calm and lively. If you meant something else, choose it here.</source>
        <translation>检测到的情绪，以及它们在明暗、动静之间的位置。若另有所指，请在这里选择。</translation>
    </message>
    <message>
        <source>Click a chord to preview it, lock the ones you like, and press R to regenerate the rest. N makes a new take, Space plays and stops.</source>
        <translation>点击和弦试听，锁定喜欢的，按 R 重新生成其余。N 生成新的一版，空格播放和停止。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Every take is saved here automatically. Drag it into your DAW, or export it as MIDI or audio.</source>
        <translation>每一版都会自动保存在这里。拖进 DAW，或导出为 MIDI 或音频。</translation>
    </message>
    <message>
        <source>Shape the chords</source>
        <translation>塑造和弦</translation>
    </message>
</context>
<context>
    <name>TrainedModelList</name>
    <message>
        <source>Emotions trained on your music</source>
        <translation>用你的音乐训练过的情绪</translation>
    </message>
    <message>
        <source>None yet: all emotions are as shipped.</source>
        <translation>还没有：所有情绪均为自带状态。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the training of {emotion}</source>
        <translation>撤销对“{emotion}”的训练</translation>
    </message>
</context>
<context>
    <name>TrainingController</name>
    <message>
        <source>There is no folder {folder}. Choose another.</source>
        <translation>没有文件夹 {folder}。请另选。</translation>
    </message>
    <message>
        <source>Scanning the folder…</source>
        <translation>正在扫描文件夹…</translation>
    </message>
    <message>
        <source>Stop scanning (nothing is changed)</source>
        <translation>停止扫描（不会改变任何东西）</translation>
    </message>
    <message>
        <source>Stop; the result is discarded and {emotion} stays as it is</source>
        <translation>停止；丢弃结果，“{emotion}”保持原样</translation>
    </message>
    <message>
        <source>Preparing to train…</source>
        <translation>准备训练…</translation>
    </message>
    <message>
        <source>{emotion} was restored.</source>
        <translation>“{emotion}”已恢复。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed: {emotion} is as it was.</source>
        <translation>已停止。没有改变：“{emotion}”保持原样。</translation>
    </message>
    <message>
        <source>Stopped. Choose a folder.</source>
        <translation>已停止。请选择文件夹。</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>▶  &amp;Play</source>
        <translation>▶  播放(&amp;P)</translation>
    </message>
    <message>
        <source>Play or stop (Space)</source>
        <translation>播放或停止（空格）</translation>
    </message>
    <message>
        <source>Loop without a gap (L)</source>
        <translation>无缝循环（L）</translation>
    </message>
    <message>
        <source>Re&amp;generate</source>
        <translation>重新生成(&amp;G)</translation>
    </message>
    <message>
        <source>New take from the same request; this one stays in the list (N)</source>
        <translation>用同一请求生成新的一版；这一版留在列表中（N）</translation>
    </message>
    <message>
        <source>Instruments, pattern, voicing, humanize, form, mute, count-in</source>
        <translation>乐器、音型、排列、人性化、曲式、静音、预备拍</translation>
    </message>
    <message>
        <source>Audio output or MIDI port</source>
        <translation>音频输出或 MIDI 端口</translation>
    </message>
    <message>
        <source>Play a test chord</source>
        <translation>播放测试和弦</translation>
    </message>
    <message>
        <source>All notes off on every channel</source>
        <translation>所有通道关闭所有音</translation>
    </message>
    <message>
        <source>Set the volume on your instrument</source>
        <translation>请在乐器上调节音量</translation>
    </message>
    <message>
        <source>Volume of the built-in sound</source>
        <translation>内置音色的音量</translation>
    </message>
    <message>
        <source>↻  &amp;Loop</source>
        <translation>↻  循环(&amp;L)</translation>
    </message>
    <message>
        <source>Sound &amp;&amp; st&amp;yle</source>
        <translation>音色与风格(&amp;Y)</translation>
    </message>
    <message>
        <source>Tes&amp;t</source>
        <translation>试音(&amp;T)</translation>
    </message>
    <message>
        <source>Pa&amp;nic</source>
        <translation>全部静音(&amp;N)</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Sound &amp;&amp; st&amp;yle •</source>
        <translation>音色与风格 •(&amp;Y)</translation>
    </message>
    <message>
        <source>■  Sto&amp;p</source>
        <translation>■  停止(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Volume</source>
        <translation>音量(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>输出(&amp;O)</translation>
    </message>
</context>
<context>
    <name>UndoController</name>
    <message>
        <source>Undo: {act}</source>
        <translation>撤销：{act}</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的</translation>
    </message>
    <message>
        <source>Redo: {act}</source>
        <translation>重做：{act}</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>没有可重做的</translation>
    </message>
</context>
<context>
    <name>UnsavedTakes</name>
    <message>
        <source>{n} take(s) could not be saved to {folder} and will be lost when you close Composer. Free some space and try again, or export them first.</source>
        <translation>有 {n} 个作品无法保存到 {folder}，关闭 Composer 后将会丢失。请腾出空间后重试，或先导出。</translation>
    </message>
    <message>
        <source>Unsaved takes</source>
        <translation>未保存的作品</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>重试(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Close without saving</source>
        <translation>不保存并关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
</context>
<context>
    <name>WheelSafeSlider</name>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>not “{word}”</source>
        <translation>不“{word}”</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <translation>“{word}”</translation>
    </message>
    <message>
        <source>{language}, read as: {english}</source>
        <translation>{language}，读作：{english}</translation>
    </message>
</context>
</TS>
